// Durations are computed and written; clocks go on.
use std::time::{Duration, Instant};
fn main() {
    let start = Instant::now();
    let d = Duration::from_millis(1500) + Duration::new(2, 5) * 2;
    println!("{} {} {} {}", d.as_secs(), d.as_millis(), d.subsec_nanos(), d.as_secs_f64());
    println!("{}", start.elapsed() < Duration::from_secs(3600));
    println!("{:?}", Duration::from_secs(1).checked_sub(Duration::from_secs(2)).is_none());
    println!("{}", std::mem::size_of::<Instant>() + std::mem::size_of::<Option<Duration>>());
    for n in [1u64, 1500, 1_230_000, 999_999, 45_000_000_000, 1_999_999_999] {
        println!(
            "{:?} {:.2?} {:.0?}",
            Duration::from_nanos(n),
            Duration::from_nanos(n),
            Duration::from_nanos(n)
        );
    }
}
