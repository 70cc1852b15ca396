-- everything
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id`;

-- equal text
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` = ? ORDER BY `books`.`id`;

-- not equal text
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` <> ? ORDER BY `books`.`id`;

-- text below
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` < ? ORDER BY `books`.`id`;

-- text up to
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` <= ? ORDER BY `books`.`id`;

-- text above
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` > ? ORDER BY `books`.`id`;

-- text from
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` >= ? ORDER BY `books`.`id`;

-- equal to an empty text
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` = ? ORDER BY `books`.`id`;

-- equal to a text with a NUL
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` = ? ORDER BY `books`.`id`;

-- equal to a text with a space behind
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` = ? ORDER BY `books`.`id`;

-- equal number
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` = ? ORDER BY `books`.`id`;

-- not equal number
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` <> ? ORDER BY `books`.`id`;

-- number below
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` < ? ORDER BY `books`.`id`;

-- number up to
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` <= ? ORDER BY `books`.`id`;

-- number above
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` > ? ORDER BY `books`.`id`;

-- number from
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` >= ? ORDER BY `books`.`id`;

-- number beyond what any column holds
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` < ? ORDER BY `books`.`id`;

-- 32 bits against 64
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`revision` < ? ORDER BY `racks`.`id`;

-- equal double
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` = ? ORDER BY `racks`.`id`;

-- double against a whole number
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` >= ? ORDER BY `racks`.`id`;

-- double not equal leaves NULL out
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` <> ? ORDER BY `racks`.`id`;

-- equal date
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`published_date` = ? ORDER BY `books`.`id`;

-- date after
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`published_date` > ? ORDER BY `books`.`id`;

-- date in a range
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`published_date` BETWEEN ? AND ? ORDER BY `books`.`id`;

-- equal to NULL is IS NULL
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` IS NULL ORDER BY `racks`.`id`;

-- not equal to NULL is IS NOT NULL
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` IS NULL) ORDER BY `racks`.`id`;

-- below NULL never holds
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? ORDER BY `racks`.`id`;

-- not below NULL never holds either
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` < ?) ORDER BY `racks`.`id`;

-- is null
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE `parts`.`follows_id` IS NULL ORDER BY `parts`.`id`;

-- is not null
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE NOT (`parts`.`follows_id` IS NULL) ORDER BY `parts`.`id`;

-- equal to an optional with a value
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`rack_id` = ? ORDER BY `codes`.`code`;

-- equal to an empty optional
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`rack_id` IS NULL ORDER BY `codes`.`code`;

-- not equal to an empty optional
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE NOT (`codes`.`next_id` IS NULL) ORDER BY `codes`.`code`;

-- above an empty optional
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`rack_id` > ? ORDER BY `codes`.`code`;

-- in one
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` IN (?) ORDER BY `books`.`id`;

-- in three, padded to four
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` IN (?, ?, ?, ?) ORDER BY `books`.`id`;

-- in five, padded to eight
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` IN (?, ?, ?, ?, ?, ?, ?, ?) ORDER BY `books`.`id`;

-- in none
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE ? = 0 ORDER BY `books`.`id`;

-- not in three
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE NOT (`books`.`id` IN (?, ?, ?, ?)) ORDER BY `books`.`id`;

-- not in none
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE NOT (? = 0) ORDER BY `books`.`id`;

-- not in leaves NULL out
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE NOT (`parts`.`follows_id` IN (?, ?, ?, ?, ?, ?, ?, ?)) ORDER BY `parts`.`id`;

-- in a list with a NULL
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE `parts`.`follows_id` IN (?, ?, ?, ?) ORDER BY `parts`.`id`;

-- not in a list with a NULL
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE NOT (`parts`.`follows_id` IN (?, ?)) ORDER BY `parts`.`id`;

-- in doubles
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` IN (?, ?, ?, ?) ORDER BY `racks`.`id`;

-- in text keys
SELECT `people`.`name` FROM `people` WHERE `people`.`name` IN (?, ?, ?, ?) ORDER BY `people`.`name`;

-- between numbers
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` BETWEEN ? AND ? ORDER BY `books`.`id`;

-- between texts
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` BETWEEN ? AND ? ORDER BY `books`.`id`;

-- between the wrong way round
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` BETWEEN ? AND ? ORDER BY `books`.`id`;

-- not between leaves NULL out
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` BETWEEN ? AND ?) ORDER BY `racks`.`id`;

-- between a NULL and a number
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` BETWEEN ? AND ? ORDER BY `racks`.`id`;

-- not between a NULL and a number
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` BETWEEN ? AND ?) ORDER BY `racks`.`id`;

-- column with column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` = `books`.`author_id` ORDER BY `books`.`id`;

-- column above column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` > `books`.`id` ORDER BY `books`.`id`;

-- nullable columns with each other
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`outer_id` <> `racks`.`keeper_id` ORDER BY `racks`.`id`;

-- text columns with each other
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE `authors`.`name` < `authors`.`email` ORDER BY `authors`.`id`;

-- column with itself
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`outer_id` = `racks`.`id` ORDER BY `racks`.`id`;

-- whole column with double column
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` > `racks`.`revision` ORDER BY `racks`.`id`;

-- sum
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE (`books`.`id` + ?) = `books`.`author_id` ORDER BY `books`.`id`;

-- difference of columns
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`outer_id` - `racks`.`keeper_id`) > ? ORDER BY `racks`.`id`;

-- product
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` * ?) > ? ORDER BY `racks`.`id`;

-- sum times number
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE ((`racks`.`revision` + ?) * ?) = ? ORDER BY `racks`.`id`;

-- product plus product
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE ((`racks`.`revision` * ?) + (`racks`.`revision` * ?)) = ? ORDER BY `racks`.`id`;

-- difference of a difference
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`keeper_id` - (`racks`.`outer_id` - `racks`.`id`)) > (`racks`.`id` + `racks`.`outer_id`) ORDER BY `racks`.`id`;

-- whole numbers of two widths, added
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`revision` + `racks`.`id`) > ? ORDER BY `racks`.`id`;

-- the wider one first
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`id` - `racks`.`revision`) < ? ORDER BY `racks`.`id`;

-- a double column times a whole one
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` * `racks`.`keeper_id`) > ? ORDER BY `racks`.`id`;

-- a whole column plus a double one
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`revision` + `racks`.`weight`) > ? ORDER BY `racks`.`id`;

-- whole columns of two widths with each other
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`revision` = `racks`.`outer_id` ORDER BY `racks`.`id`;

-- arithmetic with NULL is NULL
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` + ?) IS NULL ORDER BY `racks`.`id`;

-- computed value in a list
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE (`books`.`id` - `books`.`author_id`) IN (?, ?, ?, ?) ORDER BY `books`.`id`;

-- computed value in a range
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` * ?) BETWEEN ? AND ? ORDER BY `racks`.`id`;

-- bytes
SELECT `blobs`.`id`, `blobs`.`content`, `blobs`.`rack_id` FROM `blobs` WHERE `blobs`.`content` = ? ORDER BY `blobs`.`id`;

-- bytes in order
SELECT `blobs`.`id`, `blobs`.`content`, `blobs`.`rack_id` FROM `blobs` WHERE `blobs`.`content` < ? ORDER BY `blobs`.`id`;

-- contains
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- contains nothing is everything
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- contains a percent sign
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- contains an underscore
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- contains a backslash
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains the escape sign
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains a quote
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains a backtick
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains a NUL
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains what is behind a NUL
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`code` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- contains an emoji
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains exactly
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains an accent
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains a bracket
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains a star
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- does not contain
SELECT `people`.`name` FROM `people` WHERE NOT (`people`.`name` LIKE ? ESCAPE '!') ORDER BY `people`.`name`;

-- does not contain, of what may be NULL
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE NOT (`codes`.`next_id` LIKE ? ESCAPE '!') ORDER BY `codes`.`code`;

-- contains SQL
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with what an emoji follows
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like what an emoji follows
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with nothing
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with a percent sign
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with a space
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with a text with a NUL
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with nothing
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with a percent sign
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with a space
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with a backslash
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with an emoji
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- does not end with, of what may be NULL
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE NOT (`codes`.`next_id` LIKE ? ESCAPE '!') ORDER BY `codes`.`code`;

-- like any text
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like one character
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like three characters
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like a pattern
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like is exact
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like an escaped percent sign
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like an escaped underscore
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like an escaped backslash
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like a backslash at the end
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like the escape sign
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like an escaped letter
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like nothing
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- like a text with a NUL
SELECT `people`.`name` FROM `people` WHERE `people`.`name` LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- not like
SELECT `people`.`name` FROM `people` WHERE NOT (`people`.`name` LIKE ? ESCAPE '!') ORDER BY `people`.`name`;

-- contains, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains, whatever the accent
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains with an accent, whatever it is
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains Greek, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains Cyrillic, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains a percent sign, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- contains nothing, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- does not contain, whatever the case
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE NOT (`codes`.`next_id` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!') ORDER BY `codes`.`code`;

-- starts with, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- starts with an underscore, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- ends with a backslash, whatever the case
SELECT `people`.`name` FROM `people` WHERE `people`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `people`.`name`;

-- search in one column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`title` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- search in two columns
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE `authors`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' OR `authors`.`email` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `authors`.`id`;

-- search for nothing
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` ORDER BY `authors`.`id`;

-- search in two columns and more
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE (`authors`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' OR `authors`.`email` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!') AND `authors`.`id` > ? ORDER BY `authors`.`id`;

-- search in a related column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `books`.`title` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' OR `author`.`name` COLLATE utf8mb4_0900_ai_ci LIKE ? ESCAPE '!' ORDER BY `books`.`id`;

-- and
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? AND (NOT (`racks`.`outer_id` IS NULL)) ORDER BY `racks`.`id`;

-- or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL)) ORDER BY `racks`.`id`;

-- not
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` < ?) ORDER BY `racks`.`id`;

-- not not
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (NOT (`racks`.`weight` < ?)) ORDER BY `racks`.`id`;

-- and before or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` < ? AND (NOT (`racks`.`outer_id` IS NULL))) OR (NOT (`racks`.`keeper_id` IS NULL)) ORDER BY `racks`.`id`;

-- or inside and
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) AND (NOT (`racks`.`keeper_id` IS NULL)) ORDER BY `racks`.`id`;

-- and with or on the right
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (NOT (`racks`.`keeper_id` IS NULL)) AND (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) ORDER BY `racks`.`id`;

-- not and
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` < ? AND (NOT (`racks`.`outer_id` IS NULL))) ORDER BY `racks`.`id`;

-- not or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) ORDER BY `racks`.`id`;

-- not inside and
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? AND (NOT (NOT (`racks`.`outer_id` IS NULL))) AND (NOT (NOT (`racks`.`keeper_id` IS NULL))) ORDER BY `racks`.`id`;

-- not inside or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? OR (NOT ((NOT (`racks`.`outer_id` IS NULL)) OR (NOT (`racks`.`keeper_id` IS NULL)))) ORDER BY `racks`.`id`;

-- three ors inside two ands
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL)) OR (NOT (`racks`.`keeper_id` IS NULL))) AND (`racks`.`id` > ? OR (NOT (`racks`.`weight` < ?))) ORDER BY `racks`.`id`;

-- deep
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT ((`racks`.`weight` < ? AND (NOT ((NOT (`racks`.`outer_id` IS NULL)) OR (NOT (`racks`.`keeper_id` IS NULL))))) OR (NOT (`racks`.`id` < ? AND (NOT ((NOT (`racks`.`keeper_id` IS NULL)) AND `racks`.`weight` < ?))))) ORDER BY `racks`.`id`;

-- unknown or true
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` > ? OR `racks`.`id` > ? ORDER BY `racks`.`id`;

-- unknown and false
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`weight` > ? AND `racks`.`id` < ?) ORDER BY `racks`.`id`;

-- where and where
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? AND (NOT (`racks`.`outer_id` IS NULL)) AND (NOT (`racks`.`keeper_id` IS NULL)) ORDER BY `racks`.`id`;

-- or and where
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) AND (NOT (`racks`.`keeper_id` IS NULL)) ORDER BY `racks`.`id`;

-- where and or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (NOT (`racks`.`keeper_id` IS NULL)) AND (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) ORDER BY `racks`.`id`;

-- or and or
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE ((NOT (`racks`.`keeper_id` IS NULL)) OR `racks`.`weight` < ?) AND (`racks`.`weight` < ? OR (NOT (`racks`.`outer_id` IS NULL))) ORDER BY `racks`.`id`;

-- where_if that applies
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`weight` < ? ORDER BY `racks`.`id`;

-- where_if that does not
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` ORDER BY `racks`.`id`;

-- parent's column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `author`.`name` = ? ORDER BY `books`.`id`;

-- parent's column twice
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `author`.`name` <> ? AND `author`.`email` > ? ORDER BY `books`.`id`;

-- not parent's column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE NOT (`author`.`name` = ?) ORDER BY `books`.`id`;

-- nullable parent's column
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE `rack`.`weight` > ? ORDER BY `codes`.`code`;

-- nullable parent's column is null
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE `rack`.`weight` IS NULL ORDER BY `codes`.`code`;

-- not nullable parent's column
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE NOT (`rack`.`weight` > ?) ORDER BY `codes`.`code`;

-- parent of a parent
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `rack`.`outer_id` WHERE `outer`.`label` LIKE ? ESCAPE '!' ORDER BY `codes`.`code`;

-- three parents
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `rack`.`outer_id` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `outer`.`keeper_id` WHERE `keeper`.`revision` = ? ORDER BY `codes`.`code`;

-- four parents of four tables
SELECT `notes`.`id`, `notes`.`copy_id`, `notes`.`shelf_id` FROM `notes` LEFT JOIN `copies` AS `copy` ON `copy`.`id` = `notes`.`copy_id` LEFT JOIN `shelves` AS `shelf` ON `shelf`.`id` = `copy`.`shelf_id` LEFT JOIN `rooms` AS `room` ON `room`.`id` = `shelf`.`room_id` LEFT JOIN `shelves` AS `behind` ON `behind`.`id` = `room`.`behind_id` WHERE `behind`.`id` > ? ORDER BY `notes`.`id`;

-- two parents of one table
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `racks`.`keeper_id` WHERE `outer`.`label` < `keeper`.`label` ORDER BY `racks`.`id`;

-- parent's column with own column
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` WHERE `outer`.`weight` > `racks`.`weight` ORDER BY `racks`.`id`;

-- a parent of its own table
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` LEFT JOIN `parts` AS `follows` ON `follows`.`id` = `parts`.`follows_id` LEFT JOIN `parts` AS `follows_2` ON `follows_2`.`id` = `follows`.`follows_id` WHERE `follows_2`.`id` = `parts`.`id` ORDER BY `parts`.`id`;

-- a parent by a text key
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` LEFT JOIN `codes` AS `next_2` ON `next_2`.`code` = `next`.`next_id` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `next_2`.`rack_id` WHERE `rack`.`weight` >= ? ORDER BY `codes`.`code`;

-- parent is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` WHERE NOT (`outer`.`id` IS NOT NULL) ORDER BY `racks`.`id`;

-- parent is not null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` WHERE `outer`.`id` IS NOT NULL ORDER BY `racks`.`id`;

-- a parent whose key has no row is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `racks`.`keeper_id` WHERE NOT (`keeper`.`id` IS NOT NULL) ORDER BY `racks`.`id`;

-- there is a parent
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `racks`.`keeper_id` WHERE `keeper`.`id` IS NOT NULL ORDER BY `racks`.`id`;

-- parent's parent is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `outer`.`keeper_id` WHERE NOT (`keeper`.`id` IS NOT NULL) ORDER BY `racks`.`id`;

-- parent is a record
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` = ? ORDER BY `books`.`id`;

-- parent is not a record
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE NOT (`books`.`author_id` = ?) ORDER BY `books`.`id`;

-- nullable parent is not a record
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (`racks`.`outer_id` = ?) ORDER BY `racks`.`id`;

-- parent's parent is a record
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE `rack`.`outer_id` = ? ORDER BY `codes`.`code`;

-- any of a parent
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE EXISTS (SELECT 1 FROM `racks` AS `rack` WHERE `rack`.`id` = `codes`.`rack_id` AND (`rack`.`weight` > ? AND `rack`.`id` > ?)) ORDER BY `codes`.`code`;

-- none of a parent
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE NOT (EXISTS (SELECT 1 FROM `racks` AS `rack` WHERE `rack`.`id` = `codes`.`rack_id` AND (`rack`.`weight` > ?))) ORDER BY `codes`.`code`;

-- any of a parent's parent
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE EXISTS (SELECT 1 FROM `racks` AS `outer` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `outer`.`keeper_id` WHERE `outer`.`id` = `rack`.`outer_id` AND (`keeper`.`id` IS NOT NULL)) ORDER BY `codes`.`code`;

-- arithmetic over paths
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` WHERE (`outer`.`revision` + `racks`.`revision`) > ? ORDER BY `racks`.`id`;

-- parent's column in a list
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `author`.`name` IN (?, ?, ?, ?) ORDER BY `books`.`id`;

-- parent's column not in a list
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` WHERE NOT (`rack`.`revision` IN (?, ?)) ORDER BY `codes`.`code`;

-- one of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`title` = ?) ORDER BY `authors`.`id`;

-- not one of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`title` = ?)) ORDER BY `authors`.`id`;

-- one of many is not equal
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`title` <> ?) ORDER BY `authors`.`id`;

-- each comparison asks anew
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`title` > ?) AND EXISTS (SELECT 1 FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `authors`.`id` AND `books_2`.`published_date` < ?) ORDER BY `authors`.`id`;

-- any asks for one row
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ? AND `books`.`published_date` < ?)) ORDER BY `authors`.`id`;

-- any with or
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ? OR `books`.`title` = ?)) ORDER BY `authors`.`id`;

-- none
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ?))) ORDER BY `authors`.`id`;

-- none inside or
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE (NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ?)))) OR `authors`.`id` = ? ORDER BY `authors`.`id`;

-- there are some
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) ORDER BY `authors`.`id`;

-- there are none
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`)) ORDER BY `authors`.`id`;

-- many are null
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`)) ORDER BY `authors`.`id`;

-- association
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`name` LIKE ? ESCAPE '!') ORDER BY `books`.`id`;

-- association the other way
SELECT `categories`.`id`, `categories`.`name` FROM `categories` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `books` AS `books` ON `books`.`id` = `book_categories`.`book_id` WHERE `book_categories`.`category_id` = `categories`.`id` AND `books`.`title` = ?) ORDER BY `categories`.`id`;

-- association and association
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`id` > ?) AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id` AND `tags`.`id` < ?) ORDER BY `books`.`id`;

-- there are some by an association
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`) ORDER BY `books`.`id`;

-- links to rows that are gone count for nothing
SELECT `categories`.`id`, `categories`.`name` FROM `categories` WHERE NOT (NOT (EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `books` AS `books` ON `books`.`id` = `book_categories`.`book_id` WHERE `book_categories`.`category_id` = `categories`.`id`))) ORDER BY `categories`.`id`;

-- many of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`name` > ?)) ORDER BY `authors`.`id`;

-- many of many, none
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`name` > ?)))) ORDER BY `authors`.`id`;

-- any in any
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ? AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND (`categories`.`name` > ? AND `categories`.`id` > ?)))) ORDER BY `authors`.`id`;

-- any of many of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND (`categories`.`name` > ? AND `categories`.`id` > ?))) ORDER BY `authors`.`id`;

-- there are many of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`)) ORDER BY `authors`.`id`;

-- there are no many of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`))) ORDER BY `authors`.`id`;

-- three steps back and forth
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories_2` JOIN `books` AS `books_2` ON `books_2`.`id` = `book_categories_2`.`book_id` WHERE `book_categories_2`.`category_id` = `categories`.`id` AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books_2`.`id` AND `tags`.`name` < ?))) ORDER BY `books`.`id`;

-- many of a parent
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE EXISTS (SELECT 1 FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `author`.`id` AND `books_2`.`title` = ?) ORDER BY `books`.`id`;

-- parent of many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `codes` AS `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` WHERE `codes`.`rack_id` = `racks`.`id` AND `next`.`text` LIKE ? ESCAPE '!') ORDER BY `racks`.`id`;

-- parent of many is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (EXISTS (SELECT 1 FROM `codes` AS `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` WHERE `codes`.`rack_id` = `racks`.`id` AND `next`.`code` IS NOT NULL)) ORDER BY `racks`.`id`;

-- any parent of many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `codes` AS `codes` WHERE `codes`.`rack_id` = `racks`.`id` AND EXISTS (SELECT 1 FROM `codes` AS `next` WHERE `next`.`code` = `codes`.`next_id` AND (`next`.`rack_id` > ?))) ORDER BY `racks`.`id`;

-- column of many with another of theirs
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` > `books`.`author_id`) ORDER BY `authors`.`id`;

-- many with the parent of the same many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `codes` AS `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` WHERE `codes`.`rack_id` = `racks`.`id` AND `codes`.`text` > `next`.`text`) ORDER BY `racks`.`id`;

-- column of many with own column
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id` AND `inner`.`weight` > `racks`.`weight`) ORDER BY `racks`.`id`;

-- own column with column of many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id` AND `racks`.`weight` > `inner`.`weight`) ORDER BY `racks`.`id`;

-- column of many with parent's column
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` WHERE EXISTS (SELECT 1 FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id` AND `inner`.`weight` > `outer`.`weight`) ORDER BY `racks`.`id`;

-- parent's column with column of many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` LEFT JOIN `racks` AS `keeper` ON `keeper`.`id` = `racks`.`keeper_id` WHERE EXISTS (SELECT 1 FROM `racks` AS `kept` WHERE `kept`.`keeper_id` = `racks`.`id` AND `keeper`.`id` < `kept`.`id`) ORDER BY `racks`.`id`;

-- two ways to many with each other
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id` AND `categories`.`name` < `tags`.`name`)) ORDER BY `books`.`id`;

-- not two ways to many with each other
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE NOT (EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id` AND `categories`.`id` = `tags`.`id`))) ORDER BY `books`.`id`;

-- many of many with the first many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`id` > `books`.`id`)) ORDER BY `authors`.`id`;

-- the first many with many of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `books`.`id` > `categories`.`id`)) ORDER BY `authors`.`id`;

-- many with a count
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id` AND `inner`.`id` > (SELECT COUNT(`kept`.`id`) FROM `racks` AS `kept` WHERE `kept`.`keeper_id` = `racks`.`id`)) ORDER BY `racks`.`id`;

-- sum over many and own
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id` AND (`inner`.`revision` + `racks`.`revision`) > ?) ORDER BY `racks`.`id`;

-- many in a range
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` BETWEEN ? AND ?) ORDER BY `authors`.`id`;

-- many in a list
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` IN (?, ?, ?, ?)) ORDER BY `authors`.`id`;

-- many not in a list
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` IN (?, ?, ?, ?))) ORDER BY `authors`.`id`;

-- column of many is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE EXISTS (SELECT 1 FROM `codes` AS `codes` WHERE `codes`.`rack_id` = `racks`.`id` AND `codes`.`next_id` IS NULL) ORDER BY `racks`.`id`;

-- column of many is not null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE NOT (EXISTS (SELECT 1 FROM `codes` AS `codes` WHERE `codes`.`rack_id` = `racks`.`id` AND `codes`.`next_id` IS NULL)) ORDER BY `racks`.`id`;

-- many are a record
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` = ?) ORDER BY `authors`.`id`;

-- many are not a record
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`id` = ?)) ORDER BY `authors`.`id`;

-- many of many are a record
SELECT `categories`.`id`, `categories`.`name` FROM `categories` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `books` AS `books` ON `books`.`id` = `book_categories`.`book_id` WHERE `book_categories`.`category_id` = `categories`.`id` AND `books`.`author_id` = ?) ORDER BY `categories`.`id`;

-- linked to a record
SELECT `categories`.`id`, `categories`.`name` FROM `categories` WHERE EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `books` AS `books` ON `books`.`id` = `book_categories`.`book_id` WHERE `book_categories`.`category_id` = `categories`.`id` AND `books`.`id` = ?) ORDER BY `categories`.`id`;

-- friends
SELECT `people`.`name` FROM `people` WHERE EXISTS (SELECT 1 FROM `friendships` AS `friendships` JOIN `people` AS `friends` ON `friends`.`name` = `friendships`.`friend_name` WHERE `friendships`.`person_name` = `people`.`name` AND `friends`.`name` LIKE ? ESCAPE '!') ORDER BY `people`.`name`;

-- friends of friends
SELECT `people`.`name` FROM `people` WHERE EXISTS (SELECT 1 FROM `friendships` AS `friendships` JOIN `people` AS `friends` ON `friends`.`name` = `friendships`.`friend_name` WHERE `friendships`.`person_name` = `people`.`name` AND EXISTS (SELECT 1 FROM `friendships` AS `friendships_2` JOIN `people` AS `friends_2` ON `friends_2`.`name` = `friendships_2`.`friend_name` WHERE `friendships_2`.`person_name` = `friends`.`name` AND `friends_2`.`name` = `people`.`name`)) ORDER BY `people`.`name`;

-- friend of a record
SELECT `people`.`name` FROM `people` WHERE EXISTS (SELECT 1 FROM `friendships` AS `friendships` JOIN `people` AS `friends` ON `friends`.`name` = `friendships`.`friend_name` WHERE `friendships`.`person_name` = `people`.`name` AND `friends`.`name` = ?) ORDER BY `people`.`name`;

-- nobody's friend
SELECT `people`.`name` FROM `people` WHERE NOT (EXISTS (SELECT 1 FROM `friendships` AS `friendships` JOIN `people` AS `friends` ON `friends`.`name` = `friendships`.`friend_name` WHERE `friendships`.`person_name` = `people`.`name`)) ORDER BY `people`.`name`;

-- own table three times
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE EXISTS (SELECT 1 FROM `parts` AS `followers` WHERE `followers`.`follows_id` = `parts`.`id` AND EXISTS (SELECT 1 FROM `parts` AS `followers_2` WHERE `followers_2`.`follows_id` = `followers`.`id` AND `followers_2`.`id` > ?)) ORDER BY `parts`.`id`;

-- down and up again
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` WHERE EXISTS (SELECT 1 FROM `parts` AS `followers` LEFT JOIN `parts` AS `follows` ON `follows`.`id` = `followers`.`follows_id` WHERE `followers`.`follows_id` = `parts`.`id` AND `follows`.`id` = ?) ORDER BY `parts`.`id`;

-- up and down again
SELECT `parts`.`id`, `parts`.`follows_id` FROM `parts` LEFT JOIN `parts` AS `follows` ON `follows`.`id` = `parts`.`follows_id` WHERE EXISTS (SELECT 1 FROM `parts` AS `followers` WHERE `followers`.`follows_id` = `follows`.`id` AND `followers`.`id` = ?) ORDER BY `parts`.`id`;

-- sum of two columns of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`id` + `books`.`author_id`) > ?) ORDER BY `authors`.`id`;

-- deep with logic
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (EXISTS (SELECT 1 FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id` AND `categories`.`name` > ?) OR (NOT (EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`))))) AND `authors`.`name` <> ?) OR (NOT (EXISTS (SELECT 1 FROM `books` AS `books_2` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books_2`.`author_id` WHERE `books_2`.`author_id` = `authors`.`id` AND `author`.`name` < ?))) ORDER BY `authors`.`id`;

-- text keys to many
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE EXISTS (SELECT 1 FROM `codes` AS `previous` WHERE `previous`.`next_id` = `codes`.`code` AND `previous`.`rack_id` > ?) ORDER BY `codes`.`code`;

-- notes of copies of a room
SELECT `rooms`.`id`, `rooms`.`behind_id` FROM `rooms` WHERE EXISTS (SELECT 1 FROM `copies` AS `copies` WHERE `copies`.`room_id` = `rooms`.`id` AND EXISTS (SELECT 1 FROM `notes` AS `notes` LEFT JOIN `shelves` AS `shelf` ON `shelf`.`id` = `notes`.`shelf_id` LEFT JOIN `rooms` AS `room` ON `room`.`id` = `shelf`.`room_id` WHERE `notes`.`copy_id` = `copies`.`id` AND `room`.`id` = ?)) ORDER BY `rooms`.`id`;

-- ordered
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`title`, `books`.`id`;

-- ordered the other way
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`title` DESC, `books`.`id`;

-- ordered by two
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`published_date` DESC, `books`.`title`, `books`.`id`;

-- ordered twice
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`author_id`, `books`.`title` DESC, `books`.`id`;

-- NULL comes first
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` ORDER BY `racks`.`weight`, `racks`.`id`;

-- NULL comes last the other way
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` ORDER BY `racks`.`weight` DESC, `racks`.`id`;

-- ordered by a parent's column
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` ORDER BY `author`.`name`, `books`.`id`;

-- ordered by a nullable parent's column
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` ORDER BY `rack`.`weight` DESC, `codes`.`text`, `codes`.`code`;

-- ordered by a parent's parent's column
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` LEFT JOIN `racks` AS `rack` ON `rack`.`id` = `codes`.`rack_id` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `rack`.`outer_id` ORDER BY `outer`.`label`, `codes`.`code`;

-- ordered by a count
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` ORDER BY (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) DESC, `authors`.`id`;

-- ordered by the least of many
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` ORDER BY (SELECT MIN(`books`.`title`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`), `authors`.`id`;

-- ordered by something computed
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` ORDER BY `racks`.`weight` * ?, `racks`.`id`;

-- ordered by name
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`title`, `books`.`id`;

-- ordered by name the other way
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`title` DESC, `books`.`id`;

-- a condition and an order over one join
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `author`.`name` > ? ORDER BY `author`.`name`, `books`.`id`;

-- text keys in order
SELECT `codes`.`code`, `codes`.`text`, `codes`.`rack_id`, `codes`.`next_id` FROM `codes` WHERE `codes`.`rack_id` > ? ORDER BY `codes`.`code`;

-- ordered by text keys the other way
SELECT `people`.`name` FROM `people` ORDER BY `people`.`name` DESC, `people`.`name`;

-- limit
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ?;

-- limit of nothing
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ?;

-- limit beyond the end
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ?;

-- offset
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ? OFFSET ?;

-- offset beyond the end
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ? OFFSET ?;

-- limit and offset
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` ORDER BY `books`.`id` LIMIT ? OFFSET ?;

-- limit and offset in an order
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` > ? ORDER BY `books`.`title` DESC, `books`.`id` LIMIT ? OFFSET ?;

-- limit over a path
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) ORDER BY `authors`.`name`, `authors`.`id` LIMIT ?;

-- an author's books
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` = ? ORDER BY `books`.`id`;

-- an author's books with a condition
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` = ? AND (`books`.`title` > ? OR `books`.`title` = ?) ORDER BY `books`.`id`;

-- an author's books in an order
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`author_id` = ? ORDER BY `books`.`title`, `books`.`id` LIMIT ?;

-- a category's books
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` IN (SELECT `book_id` FROM `book_categories` WHERE `category_id` = ?) ORDER BY `books`.`id`;

-- a category's books with a condition
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE `books`.`id` IN (SELECT `book_id` FROM `book_categories` WHERE `category_id` = ?) AND ((NOT (`books`.`title` = ?)) OR `books`.`id` < ?) ORDER BY `books`.`id`;

-- a book's categories
SELECT `categories`.`id`, `categories`.`name` FROM `categories` WHERE `categories`.`id` IN (SELECT `category_id` FROM `book_categories` WHERE `book_id` = ?) ORDER BY `categories`.`id`;

-- a person's friends
SELECT `people`.`name` FROM `people` WHERE `people`.`name` IN (SELECT `friend_name` FROM `friendships` WHERE `person_name` = ?) ORDER BY `people`.`name`;

-- a rack's racks
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE `racks`.`outer_id` = ? AND `racks`.`weight` IS NULL ORDER BY `racks`.`id`;

-- one column
SELECT `books`.`title` FROM `books` ORDER BY `books`.`id`;

-- own and related columns
SELECT `books`.`id`, `books`.`title`, `author`.`name` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` ORDER BY `books`.`id`;

-- nullable columns
SELECT `racks`.`id`, `racks`.`weight`, `racks`.`outer_id` FROM `racks` ORDER BY `racks`.`id`;

-- nullable parent's columns
SELECT `racks`.`id`, `outer`.`label`, `outer`.`revision` FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` ORDER BY `racks`.`id`;

-- something computed
SELECT `racks`.`id`, `racks`.`weight` * ?, `racks`.`outer_id` + `racks`.`id` FROM `racks` ORDER BY `racks`.`id`;

-- different values
SELECT DISTINCT `books`.`title` FROM `books` ORDER BY `books`.`title`;

-- different pairs
SELECT DISTINCT `books`.`published_date`, `books`.`author_id` FROM `books` ORDER BY `books`.`published_date`, `books`.`author_id` LIMIT ?;

-- a condition on what is selected
SELECT `books`.`id`, `books`.`title` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE `author`.`name` > ? ORDER BY `books`.`title` DESC, `books`.`id` LIMIT ?;

-- how many
SELECT COUNT(*) FROM `books`;

-- how many of none
SELECT COUNT(*) FROM `books` WHERE `books`.`id` < ?;

-- how many values
SELECT COUNT(*), COUNT(`racks`.`weight`), COUNT(DISTINCT `racks`.`weight`) FROM `racks`;

-- sum of whole numbers
SELECT SUM(`books`.`author_id`) FROM `books`;

-- sum of doubles
SELECT SUM(`racks`.`weight`) FROM `racks`;

-- mean
SELECT AVG(`racks`.`weight` + 0e0), AVG(`racks`.`revision` + 0e0) FROM `racks`;

-- least and greatest
SELECT MIN(`racks`.`weight`), MAX(`racks`.`weight`), MIN(`racks`.`label`), MAX(`racks`.`label`) FROM `racks`;

-- aggregates of nothing
SELECT SUM(`racks`.`weight`), AVG(`racks`.`id` + 0e0), MIN(`racks`.`label`), MAX(`racks`.`id`) FROM `racks` WHERE `racks`.`id` < ?;

-- sum of something computed
SELECT SUM((`racks`.`weight` * ?)), MAX((`racks`.`outer_id` + `racks`.`id`)) FROM `racks`;

-- aggregates of a parent's columns
SELECT COUNT(`author`.`name`), MAX(`author`.`name`) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id`;

-- grouped
SELECT `books`.`author_id`, COUNT(*) FROM `books` GROUP BY `books`.`author_id` ORDER BY `books`.`author_id`;

-- grouped by what may be NULL
SELECT `racks`.`outer_id`, COUNT(*), SUM(`racks`.`weight`) FROM `racks` GROUP BY `racks`.`outer_id` ORDER BY `racks`.`outer_id`;

-- grouped by two
SELECT `books`.`author_id`, `books`.`published_date`, COUNT(*) FROM `books` GROUP BY `books`.`author_id`, `books`.`published_date` ORDER BY `books`.`author_id`, `books`.`published_date` DESC;

-- grouped by a parent's column
SELECT `author`.`name`, COUNT(*), MIN(`books`.`title`) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` GROUP BY `author`.`name` ORDER BY `author`.`name`;

-- grouped by the key
SELECT `racks`.`id`, `outer`.`label`, COUNT(*) FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` GROUP BY `racks`.`id` HAVING MIN(`racks`.`label` <> ?) ORDER BY `racks`.`label`, `racks`.`id`;

-- grouped by a reference, with what it names
SELECT `author`.`name`, `books`.`author_id`, COUNT(*) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` GROUP BY `books`.`author_id` ORDER BY `author`.`name`, `books`.`author_id`;

-- grouped by a parent's key
SELECT `author`.`email`, COUNT(*) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` GROUP BY `author`.`id` ORDER BY `author`.`id`;

-- having a parent
SELECT `racks`.`id`, COUNT(*) FROM `racks` GROUP BY `racks`.`id` HAVING MIN(`racks`.`outer_id` = ?) OR COUNT(*) > ? ORDER BY `racks`.`id`;

-- having columns of one name
SELECT COUNT(*) FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` GROUP BY `racks`.`label`, `outer`.`label`, `outer`.`id` HAVING MIN(`outer`.`id` > ?) AND MIN(`outer`.`label` <> ?) AND MIN(`racks`.`label` > ?) AND COUNT(*) > ?;

-- having something computed
SELECT COUNT(*) FROM `racks` GROUP BY `racks`.`outer_id` + ? HAVING MIN((`racks`.`outer_id` + ?) > ?) ORDER BY COUNT(*);

-- having a parent at all
SELECT `racks`.`outer_id`, COUNT(*) FROM `racks` LEFT JOIN `racks` AS `outer` ON `outer`.`id` = `racks`.`outer_id` GROUP BY `racks`.`outer_id` HAVING MIN(`outer`.`id` IS NOT NULL) OR COUNT(*) > ? ORDER BY `racks`.`outer_id`;

-- having one of many
SELECT `authors`.`id`, COUNT(*) FROM `authors` GROUP BY `authors`.`id` HAVING MIN(EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND `books`.`title` >= ?)) ORDER BY `authors`.`id`;

-- having none of many
SELECT `authors`.`id`, COUNT(*) FROM `authors` GROUP BY `authors`.`id` HAVING MIN(NOT (EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` >= ?)))) ORDER BY `authors`.`id`;

-- having a number of related rows
SELECT `authors`.`name`, (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) FROM `authors` GROUP BY `authors`.`id` HAVING MIN((SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `authors`.`id`)) >= COUNT(*) ORDER BY (SELECT COUNT(`books_3`.`id`) FROM `books` AS `books_3` WHERE `books_3`.`author_id` = `authors`.`id`) DESC, `authors`.`id`;

-- having a parent's number of related rows
SELECT `books`.`author_id`, (SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `author`.`id`), COUNT(*) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` GROUP BY `books`.`author_id` HAVING MIN((SELECT COUNT(`books_3`.`id`) FROM `books` AS `books_3` WHERE `books_3`.`author_id` = `author`.`id`) > ?) ORDER BY `books`.`author_id`;

-- grouped by a number of related rows
SELECT (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`), COUNT(*) FROM `authors` GROUP BY (SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `authors`.`id`) ORDER BY (SELECT COUNT(`books_3`.`id`) FROM `books` AS `books_3` WHERE `books_3`.`author_id` = `authors`.`id`);

-- grouped by something computed
SELECT `racks`.`outer_id` + `racks`.`id`, COUNT(*) FROM `racks` GROUP BY `racks`.`outer_id` + `racks`.`id` ORDER BY `racks`.`outer_id` + `racks`.`id`;

-- grouped by something computed with a value
SELECT `racks`.`id` + ?, COUNT(*) FROM `racks` GROUP BY `racks`.`id` + ? ORDER BY `racks`.`id` + ?;

-- different ones of something computed with a value
SELECT DISTINCT `racks`.`id` + ? FROM `racks` ORDER BY `racks`.`id` + ? DESC;

-- different ones in the order of something computed of them
SELECT DISTINCT `racks`.`id`, `racks`.`outer_id` FROM `racks` ORDER BY `racks`.`outer_id` * ?, `racks`.`id` * ? DESC;

-- how many of what has an order
SELECT COUNT(*), MAX(`books`.`title`) FROM `books`;

-- different groups
SELECT DISTINCT `books`.`author_id`, COUNT(*) FROM `books` GROUP BY `books`.`author_id`, `books`.`title` ORDER BY COUNT(*) * ?, `books`.`author_id`;

-- grouped in the order of a count
SELECT `books`.`author_id`, COUNT(*) FROM `books` GROUP BY `books`.`author_id` ORDER BY COUNT(*) DESC, `books`.`author_id`;

-- having
SELECT `books`.`author_id`, COUNT(*) FROM `books` GROUP BY `books`.`author_id` HAVING COUNT(*) > ? ORDER BY `books`.`author_id`;

-- having or
SELECT `books`.`author_id`, MAX(`books`.`title`) FROM `books` GROUP BY `books`.`author_id` HAVING COUNT(*) > ? OR MAX(`books`.`title`) = ? ORDER BY `books`.`author_id`;

-- having and having
SELECT `books`.`author_id` FROM `books` GROUP BY `books`.`author_id` HAVING COUNT(*) > ? AND (MIN(`books`.`id`) < ? OR MIN(`books`.`author_id` = ?)) ORDER BY `books`.`author_id`;

-- having what is not selected
SELECT `racks`.`outer_id` FROM `racks` GROUP BY `racks`.`outer_id` HAVING NOT (AVG(`racks`.`weight` + 0e0) > ?) ORDER BY `racks`.`outer_id`;

-- where, grouped, having, in order, in part
SELECT `books`.`author_id`, COUNT(*), MAX(`books`.`published_date`) FROM `books` WHERE `books`.`title` <> ? GROUP BY `books`.`author_id` HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, `books`.`author_id` DESC LIMIT ? OFFSET ?;

-- count of many
SELECT `authors`.`id`, (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) FROM `authors` ORDER BY `authors`.`id`;

-- count of many where
SELECT `authors`.`id`, (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ?)) FROM `authors` ORDER BY `authors`.`id`;

-- count of many where either
SELECT `authors`.`id`, (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ? OR `books`.`id` < ?)) FROM `authors` ORDER BY `authors`.`id`;

-- two counts do not multiply
SELECT `books`.`id`, (SELECT COUNT(`categories`.`id`) FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id`), (SELECT COUNT(`tags`.`id`) FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`) FROM `books` ORDER BY `books`.`id`;

-- count of many of many
SELECT `authors`.`id`, (SELECT COUNT(`categories`.`id`) FROM `books` AS `books` LEFT JOIN `book_categories` AS `book_categories` ON `book_categories`.`book_id` = `books`.`id` LEFT JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `books`.`author_id` = `authors`.`id`) FROM `authors` ORDER BY `authors`.`id`;

-- count of many of many where
SELECT `authors`.`id`, (SELECT COUNT(`categories`.`id`) FROM `books` AS `books` LEFT JOIN `book_categories` AS `book_categories` ON `book_categories`.`book_id` = `books`.`id` LEFT JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `books`.`author_id` = `authors`.`id` AND (`categories`.`name` > ?)) FROM `authors` ORDER BY `authors`.`id`;

-- count where a parent
SELECT `racks`.`id`, (SELECT COUNT(`codes`.`code`) FROM `codes` AS `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` WHERE `codes`.`rack_id` = `racks`.`id` AND (`next`.`rack_id` > ?)) FROM `racks` ORDER BY `racks`.`id`;

-- count where there are many
SELECT `authors`.`id`, (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (EXISTS (SELECT 1 FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`))) FROM `authors` ORDER BY `authors`.`id`;

-- count of a parent
SELECT `racks`.`id`, (SELECT COUNT(`keeper`.`id`) FROM `racks` AS `keeper` WHERE `keeper`.`id` = `racks`.`keeper_id`) FROM `racks` ORDER BY `racks`.`id`;

-- count of a parent's many
SELECT `books`.`id`, (SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `author`.`id`) FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` ORDER BY `books`.`id`;

-- count of friends
SELECT `people`.`name`, (SELECT COUNT(`friends`.`name`) FROM `friendships` AS `friendships` JOIN `people` AS `friends` ON `friends`.`name` = `friendships`.`friend_name` WHERE `friendships`.`person_name` = `people`.`name`) FROM `people` ORDER BY `people`.`name`;

-- values of many
SELECT `authors`.`id`, (SELECT COUNT(`books`.`title`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`), (SELECT COUNT(DISTINCT `books_2`.`published_date`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `authors`.`id`), (SELECT MIN(`books_3`.`title`) FROM `books` AS `books_3` WHERE `books_3`.`author_id` = `authors`.`id`), (SELECT MAX(`books_4`.`title`) FROM `books` AS `books_4` WHERE `books_4`.`author_id` = `authors`.`id`) FROM `authors` ORDER BY `authors`.`id`;

-- sums of many
SELECT `racks`.`id`, (SELECT SUM(`inner`.`weight`) FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id`), (SELECT AVG(`inner_2`.`weight` + 0e0) FROM `racks` AS `inner_2` WHERE `inner_2`.`outer_id` = `racks`.`id`), (SELECT SUM(`kept`.`revision`) FROM `racks` AS `kept` WHERE `kept`.`keeper_id` = `racks`.`id`) FROM `racks` ORDER BY `racks`.`id`;

-- values of many of many
SELECT `authors`.`id`, (SELECT MAX(`categories`.`name`) FROM `books` AS `books` LEFT JOIN `book_categories` AS `book_categories` ON `book_categories`.`book_id` = `books`.`id` LEFT JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `books`.`author_id` = `authors`.`id`) FROM `authors` ORDER BY `authors`.`id`;

-- values of parents of many
SELECT `racks`.`id`, (SELECT MAX(`next`.`text`) FROM `codes` AS `codes` LEFT JOIN `codes` AS `next` ON `next`.`code` = `codes`.`next_id` WHERE `codes`.`rack_id` = `racks`.`id`) FROM `racks` ORDER BY `racks`.`id`;

-- sum of something computed of many
SELECT `racks`.`id`, (SELECT SUM((`inner`.`revision` * ?)) FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id`), (SELECT MAX((`inner_2`.`id` - `racks`.`id`)) FROM `racks` AS `inner_2` WHERE `inner_2`.`outer_id` = `racks`.`id`) FROM `racks` ORDER BY `racks`.`id`;

-- where a count
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) > ? ORDER BY `authors`.`id`;

-- where no count
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE NOT ((SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) > ?) ORDER BY `authors`.`id`;

-- where a count of some
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND (`books`.`title` > ?)) = ? ORDER BY `authors`.`id`;

-- where counts differ
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` WHERE (SELECT COUNT(`categories`.`id`) FROM `book_categories` AS `book_categories` JOIN `categories` AS `categories` ON `categories`.`id` = `book_categories`.`category_id` WHERE `book_categories`.`book_id` = `books`.`id`) > (SELECT COUNT(`tags`.`id`) FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`) ORDER BY `books`.`id`;

-- where a sum over many
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (SELECT SUM(`inner`.`weight`) FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id`) > ? ORDER BY `racks`.`id`;

-- where a mean over many is null
SELECT `racks`.`id`, `racks`.`label`, `racks`.`weight`, `racks`.`outer_id`, `racks`.`keeper_id`, `racks`.`revision` FROM `racks` WHERE (SELECT AVG(`inner`.`weight` + 0e0) FROM `racks` AS `inner` WHERE `inner`.`outer_id` = `racks`.`id`) IS NULL ORDER BY `racks`.`id`;

-- where a parent's count
SELECT `books`.`id`, `books`.`title`, `books`.`author_id`, `books`.`published_date` FROM `books` LEFT JOIN `authors` AS `author` ON `author`.`id` = `books`.`author_id` WHERE (SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `author`.`id`) >= ? ORDER BY `books`.`id`;

-- count of many inside any
SELECT `authors`.`id`, `authors`.`name`, `authors`.`email` FROM `authors` WHERE EXISTS (SELECT 1 FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id` AND ((SELECT COUNT(`tags`.`id`) FROM `book_tags` AS `book_tags` JOIN `tags` AS `tags` ON `tags`.`id` = `book_tags`.`tag_id` WHERE `book_tags`.`book_id` = `books`.`id`) > ?)) ORDER BY `authors`.`id`;

-- different counts
SELECT DISTINCT (SELECT COUNT(`books`.`id`) FROM `books` AS `books` WHERE `books`.`author_id` = `authors`.`id`) FROM `authors` ORDER BY (SELECT COUNT(`books_2`.`id`) FROM `books` AS `books_2` WHERE `books_2`.`author_id` = `authors`.`id`);

