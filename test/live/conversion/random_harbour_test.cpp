// Random objects, stored, found and changed, of the harbour: every annotation and every type.
#include "harbour_db/models.h"
#include "test/live/conversion/random_lives.h"

using live::Run;
using thriftorm::Session;

TEST_CASE("random objects of the harbour come out as they went in, whatever is changed in them") {
  using namespace harbour_db;
  live::with_random_objects(
      "test/idl/everything.thrift", [](Session& session) { create_schema(session); },
      [](Run& run) {
        run.table<FlagModel>("flags");
        run.table<SensorModel>("sensors");
        run.table<GaugeModel>("gauges");
        run.table<LedgerModel>("ledgers");
        run.table<PortModel>("ports");
        run.table<CarrierModel>("companies");
        run.table<DockModel>("docks");
        run.table<SailorModel>("sailors");
        run.table<BerthModel>("berths", [](auto& model) { model.set_ship_id(1'000'000); });
        run.table<LogbookModel>("logbooks", [](auto& model) { model.set_ship_id(1'000'000); });
        run.table<ShipModel>("ships");
        run.table<LogEntryModel>("log_entries");
        run.table<CertificateModel>("certificates");
        run.table<PlaqueModel>("plaques");
        run.table<StampModel>("stamps", [](auto& model) { model.set_cargo_id(1'000'000); });
        run.table<CargoTypeStampModel>("cargo_type_stamps",
                                       [](auto& model) { model.set_cargo_type_id(1'000'000); });
        run.table<CargoTypeModel>("cargo_types");
        run.table<CargoModel>("cargoes");
      });
}
