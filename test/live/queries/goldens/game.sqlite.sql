-- equal member
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE `attributes`.`attribute_type` = ? ORDER BY `attributes`.`id`;

-- not equal member
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` WHERE `mobiles`.`mobile_type` <> ? ORDER BY `mobiles`.`id`;

-- in members
SELECT `items`.`id`, `items`.`internal_name`, `items`.`max_stack_size`, `items`.`item_type`, `items`.`blueprint_id` FROM `items` WHERE `items`.`item_type` IN (?, ?, ?, ?) ORDER BY `items`.`id`;

-- not in members
SELECT `items`.`id`, `items`.`internal_name`, `items`.`max_stack_size`, `items`.`item_type`, `items`.`blueprint_id` FROM `items` WHERE NOT (`items`.`item_type` IN (?)) ORDER BY `items`.`id`;

-- true
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE `attributes`.`visible` = ? ORDER BY `attributes`.`id`;

-- not true
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE `attributes`.`visible` <> ? ORDER BY `attributes`.`id`;

-- nullable truth
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE `attributes`.`bool_value` = ? ORDER BY `attributes`.`id`;

-- not nullable truth
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE NOT (`attributes`.`bool_value` = ?) ORDER BY `attributes`.`id`;

-- variant by its column
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` WHERE NOT (`mobiles`.`owner_player_id` IS NULL) ORDER BY `mobiles`.`id`;

-- variant by its record
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` WHERE `mobiles`.`owner_mobile_id` = ? ORDER BY `mobiles`.`id`;

-- parts of a struct
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE (`attributes`.`vector3_x` + `attributes`.`vector3_y`) > `attributes`.`vector3_z` ORDER BY `attributes`.`id`;

-- the child's column
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE `mobile`.`what_we_call_you` > ? ORDER BY `players`.`id`;

-- the child's column is null
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE `mobile`.`what_we_call_you` IS NULL ORDER BY `players`.`id`;

-- there is a child
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE `mobile`.`id` IS NOT NULL ORDER BY `players`.`id`;

-- there is no child
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE NOT (`mobile`.`id` IS NOT NULL) ORDER BY `players`.`id`;

-- any of the child
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` WHERE EXISTS (SELECT 1 FROM `mobiles` AS `mobile` WHERE `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) AND (`mobile`.`what_we_call_you` > ? AND `mobile`.`id` > ?)) ORDER BY `players`.`id`;

-- none of the child
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` WHERE NOT (EXISTS (SELECT 1 FROM `mobiles` AS `mobile` WHERE `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) AND (`mobile`.`what_we_call_you` > ?))) ORDER BY `players`.`id`;

-- the child is a record
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE `mobile`.`id` = ? ORDER BY `players`.`id`;

-- the child is not a record
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE NOT (`mobile`.`id` = ?) ORDER BY `players`.`id`;

-- the child's many
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) WHERE EXISTS (SELECT 1 FROM `mobiles` AS `minions` WHERE `minions`.`owner_mobile_id` = `mobile`.`id` AND `minions`.`what_we_call_you` > ?) ORDER BY `players`.`id`;

-- count of the child
SELECT `players`.`id`, (SELECT COUNT(`mobile`.`id`) FROM `mobiles` AS `mobile` WHERE `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`)) FROM `players` ORDER BY `players`.`id`;

-- ordered by the child
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `players`.`id`) ORDER BY `mobile`.`what_we_call_you` DESC, `players`.`id`;

-- the child's child's
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` LEFT JOIN `players` AS `owner_player` ON `owner_player`.`id` = `mobiles`.`owner_player_id` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = (SELECT MIN(`first`.`id`) FROM `mobiles` AS `first` WHERE `first`.`owner_player_id` = `owner_player`.`id`) WHERE `mobile`.`id` = `mobiles`.`id` ORDER BY `mobiles`.`id`;

-- pivot rows
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` WHERE EXISTS (SELECT 1 FROM `attribute_owners` AS `attribute_owners` WHERE `attribute_owners`.`player_id` = `players`.`id` AND `attribute_owners`.`attribute_id` > ?) ORDER BY `players`.`id`;

-- through the pivot
SELECT `players`.`id`, `players`.`full_name`, `players`.`what_we_call_you`, `players`.`security_token`, `players`.`year_of_birth`, `players`.`email` FROM `players` WHERE EXISTS (SELECT 1 FROM `attribute_owners` AS `attribute_owners` JOIN `attributes` AS `attributes` ON `attributes`.`id` = `attribute_owners`.`attribute_id` WHERE `attribute_owners`.`player_id` = `players`.`id` AND `attributes`.`internal_name` > ?) ORDER BY `players`.`id`;

-- through the pivot, all of it
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` WHERE EXISTS (SELECT 1 FROM `attribute_owners` AS `attribute_owners` JOIN `attributes` AS `attributes` ON `attributes`.`id` = `attribute_owners`.`attribute_id` WHERE `attribute_owners`.`mobile_id` = `mobiles`.`id` AND (`attributes`.`internal_name` > ? AND `attributes`.`visible` = ?)) ORDER BY `mobiles`.`id`;

-- through the pivot, counted
SELECT `items`.`id`, (SELECT COUNT(`attributes`.`id`) FROM `attribute_owners` AS `attribute_owners` JOIN `attributes` AS `attributes` ON `attributes`.`id` = `attribute_owners`.`attribute_id` WHERE `attribute_owners`.`item_id` = `items`.`id`) FROM `items` ORDER BY `items`.`id`;

-- back through the pivot
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` LEFT JOIN `attribute_owners` AS `attribute_owner` ON `attribute_owner`.`attribute_id` = `attributes`.`id` LEFT JOIN `mobiles` AS `mobile` ON `mobile`.`id` = `attribute_owner`.`mobile_id` WHERE `mobile`.`what_we_call_you` > ? ORDER BY `attributes`.`id`;

-- a player's attributes
SELECT `attributes`.`id`, `attributes`.`internal_name`, `attributes`.`visible`, `attributes`.`bool_value`, `attributes`.`double_value`, `attributes`.`vector3_x`, `attributes`.`vector3_y`, `attributes`.`vector3_z`, `attributes`.`asset_id`, `attributes`.`attribute_type` FROM `attributes` WHERE `attributes`.`id` IN (SELECT `attribute_id` FROM `attribute_owners` WHERE `player_id` = ?) ORDER BY `attributes`.`id`;

-- many of a union's parent
SELECT `mobiles`.`id`, `mobiles`.`mobile_type`, `mobiles`.`owner_mobile_id`, `mobiles`.`owner_player_id`, `mobiles`.`what_we_call_you` FROM `mobiles` LEFT JOIN `mobiles` AS `owner_mobile` ON `owner_mobile`.`id` = `mobiles`.`owner_mobile_id` WHERE EXISTS (SELECT 1 FROM `mobiles` AS `minions` WHERE `minions`.`owner_mobile_id` = `owner_mobile`.`id` AND EXISTS (SELECT 1 FROM `attribute_owners` AS `attribute_owners` JOIN `attributes` AS `attributes` ON `attributes`.`id` = `attribute_owners`.`attribute_id` WHERE `attribute_owners`.`mobile_id` = `minions`.`id` AND `attributes`.`double_value` > ?)) ORDER BY `mobiles`.`id`;

-- greatest of many
SELECT `mobiles`.`id`, (SELECT MAX(`minions`.`id`) FROM `mobiles` AS `minions` WHERE `minions`.`owner_mobile_id` = `mobiles`.`id`) FROM `mobiles` ORDER BY `mobiles`.`id`;

