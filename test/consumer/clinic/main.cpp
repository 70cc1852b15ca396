// clinic [URL]: a day at the clinic, in a database that has none of its tables yet.
#include <cstdio>
#include <exception>
#include <string>

#include <thriftorm/database.h>

#include "clinic_db/models.h"

using namespace clinic_db;
using clinic::VisitState;

namespace {

VisitModel visit(const PatientModel& patient, const DoctorModel& doctor, VisitState::type state) {
  VisitModel visit;
  visit.set_patient_id(*patient.get_id()).set_doctor_id(*doctor.get_id());
  return visit.set_begins_at(1'700'000'000).set_state(state);
}

void print_visits(thriftorm::Session& session) {
  for (const VisitModel& visit :
       VisitModel::query()
           .where(columns::visit::state != VisitState::MISSED)
           .select_related(columns::visit::patient(), columns::visit::doctor())
           .all(session)) {
    std::printf("%s sees %s\n", visit.doctor().get_name().c_str(),
                visit.patient().get_name().c_str());
  }
}

void run(thriftorm::Session& session) {
  create_schema(session);
  DoctorModel doctor;
  doctor.set_name("Dr. Osei").save(session);
  SpecialtyModel specialty;
  specialty.set_name("cardiology").save(session);
  specialty.add_doctors(session, {doctor});

  PatientModel patient;
  patient.set_name("Ana Lima").set_born_on("1984-02-29").set_email("ana@example.org");
  patient.add_note(NoteModel().set_body("prefers mornings")).save(session);
  visit(patient, doctor, VisitState::SEEN).save(session);
  visit(patient, doctor, VisitState::MISSED).save(session);
  print_visits(session);

  try {
    PatientModel()
        .set_name("Another")
        .set_born_on("1990-01-01")
        .set_email("ana@example.org")
        .save(session);
  } catch (const thriftorm::ConstraintViolation& violation) {
    std::printf("refused: %s\n", violation.message().c_str());
  }

  patient.destroy(session);
  std::printf("left: %zu visits, %zu notes, %zu doctors\n", VisitModel::query().all(session).size(),
              NoteModel::query().all(session).size(), DoctorModel::query().all(session).size());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    thriftorm::Database database(argc > 1 ? argv[1] : "sqlite::memory:");
    thriftorm::Session session = database.session();
    run(session);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "clinic: %s\n", error.what());
    return 1;
  }
}
