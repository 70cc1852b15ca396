// What an object must look like once it was stored: what was given, with what storing adds.
#pragma once

#include "test/live/conversion/idl_view.h"
#include "test/live/conversion/wire_value.h"

namespace live {

// `given` as it was saved, `found` as it came back: only what the database or the user's functions
// choose is taken from there. `before`: what was stored before; null: nothing.
WireValue expected_object(const Idl& idl, const Place& place, const WireValue& given,
                          const WireValue& found, const WireValue* before);

}  // namespace live
