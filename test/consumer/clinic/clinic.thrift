// A clinic: its doctors and what they practise, patients, their visits, and notes on both.
namespace cpp clinic

//@references(doctors)
typedef i64 DoctorId
//@references(patients)
typedef i64 PatientId

enum VisitState {
  BOOKED = 1
  SEEN = 2
  MISSED = 3   //@info Nobody came, and nobody called
}

//@mysql_table(doctors)
struct Doctor {
  1: optional DoctorId id
  2: string name                  //@length(80)
}

//@mysql_table(specialties, model=Specialty)
struct Specialty {
  1: optional i64 id
  2: string name                  //@unique @length(40)
  3: list<Doctor> doctors         //@many_to_many(doctor_specialties, related_name=specialties)
}

//@mysql_table(patients)
struct Patient {
  1: optional PatientId id
  2: string name                  //@length(80)
  3: string born_on               //@date
  4: optional string email        //@unique @length(120)
}

//@mysql_table(visits)
struct Visit {
  1: optional i64 id
  2: PatientId patient_id         //@references(patients, on_delete=cascade, related_name=visits)
  3: DoctorId doctor_id           //@references(doctors, on_delete=restrict, related_name=visits)
  4: i64 begins_at                //@datetime
  5: VisitState state
}

//@info Whom a note is about: exactly one of them
union Subject {
  1: DoctorId doctor_id
  2: PatientId patient_id
}

//@mysql_table(notes)
struct Note {
  1: optional i64 id
  2: string body                  //@text
  3: Subject subject              //@pivot(note_subjects)
}
