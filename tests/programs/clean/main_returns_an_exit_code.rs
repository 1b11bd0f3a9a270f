// A `main` that returns an ExitCode inside of a Result ends with that status.
//~ status: 7
use std::process::ExitCode;

fn decide(value: u8) -> ExitCode {
    match value {
        0 => ExitCode::SUCCESS,
        1 => ExitCode::FAILURE,
        other => ExitCode::from(other),
    }
}

fn main() -> Result<ExitCode, ()> {
    Ok(decide(7))
}
