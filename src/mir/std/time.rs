// SPDX-License-Identifier: MIT
pub mod time {
    use crate::std;
    use std::option::Option::{self, None, Some};

    pub struct Duration {
        secs: u64,
        nanos: std::limited::Nanoseconds,
    }

    fn duration_of(nanos: u128) -> std::time::Duration {
        let secs = nanos / 1000000000;
        if secs > u64::MAX as u128 {
            core::panicking::panic("overflow in Duration");
        }
        let nanos = std::limited::Nanoseconds((nanos % 1000000000) as u32);
        Duration { secs: secs as u64, nanos }
    }
    fn nanos_of(duration: &std::time::Duration) -> u128 {
        duration.secs as u128 * 1000000000 + duration.nanos.0 as u128
    }

    impl std::time::Duration {
        pub fn new(secs: u64, nanos: u32) -> std::time::Duration {
            duration_of(secs as u128 * 1000000000 + nanos as u128)
        }
        pub fn from_secs(secs: u64) -> std::time::Duration {
            Duration { secs, nanos: std::limited::Nanoseconds(0) }
        }
        pub fn from_millis(millis: u64) -> std::time::Duration {
            duration_of(millis as u128 * 1000000)
        }
        pub fn from_micros(micros: u64) -> std::time::Duration {
            duration_of(micros as u128 * 1000)
        }
        pub fn from_nanos(nanos: u64) -> std::time::Duration {
            duration_of(nanos as u128)
        }
        pub fn is_zero(&self) -> bool {
            self.secs == 0 && self.nanos.0 == 0
        }
        pub fn as_secs(&self) -> u64 {
            self.secs
        }
        pub fn as_millis(&self) -> u128 {
            nanos_of(self) / 1000000
        }
        pub fn as_micros(&self) -> u128 {
            nanos_of(self) / 1000
        }
        pub fn as_nanos(&self) -> u128 {
            nanos_of(self)
        }
        pub fn subsec_millis(&self) -> u32 {
            self.nanos.0 / 1000000
        }
        pub fn subsec_micros(&self) -> u32 {
            self.nanos.0 / 1000
        }
        pub fn subsec_nanos(&self) -> u32 {
            self.nanos.0
        }
        pub fn as_secs_f64(&self) -> f64 {
            self.secs as f64 + self.nanos.0 as f64 / 1000000000.0
        }
        pub fn as_secs_f32(&self) -> f32 {
            self.secs as f32 + self.nanos.0 as f32 / 1000000000.0
        }
        pub fn checked_sub(self, other: std::time::Duration) -> Option<std::time::Duration> {
            let (left, right) = (nanos_of(&self), nanos_of(&other));
            if left < right {
                return None;
            }
            Some(duration_of(left - right))
        }
    }
    impl std::clone::Clone for std::time::Duration {
        fn clone(&self) -> std::time::Duration {
            duration_of(nanos_of(self))
        }
    }
    impl std::default::Default for std::time::Duration {
        fn default() -> std::time::Duration {
            duration_of(0)
        }
    }
    impl core::cmp::PartialEq for std::time::Duration {
        fn eq(&self, other: &std::time::Duration) -> bool {
            nanos_of(self) == nanos_of(other)
        }
    }
    impl core::cmp::Eq for std::time::Duration {}
    impl core::cmp::PartialOrd for std::time::Duration {
        fn partial_cmp(
            &self,
            other: &std::time::Duration,
        ) -> core::option::Option<core::cmp::Ordering> {
            core::cmp::PartialOrd::partial_cmp(&nanos_of(self), &nanos_of(other))
        }
    }
    impl core::cmp::Ord for std::time::Duration {
        fn cmp(&self, other: &std::time::Duration) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&nanos_of(self), &nanos_of(other))
        }
    }
    impl std::fmt::Debug for std::time::Duration {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::result::Result<(), std::fmt::Error> {
            if f.width().is_some() {
                std::models::refuse("a width for a `Duration`");
            }
            let all = nanos_of(self);
            let (unit, digits, name) = if self.secs > 0 {
                (1000000000, 9, "s")
            } else if all >= 1000000 {
                (1000000, 6, "ms")
            } else if all >= 1000 {
                (1000, 3, "µs")
            } else {
                (1, 0, "ns")
            };
            write_parts(f, all, unit, digits, name)
        }
    }
    // So many of a unit, with as many digits behind the point as there are, or as are asked for.
    fn write_parts(
        f: &mut std::fmt::Formatter<'_>,
        all: u128,
        unit: u128,
        digits: usize,
        name: &str,
    ) -> std::result::Result<(), std::fmt::Error> {
        let precision = f.precision();
        let (mut all, mut unit, mut digits) = (all, unit, digits);
        loop {
            match precision {
                Some(wanted) => {
                    if digits <= wanted {
                        break;
                    }
                    all = if digits == wanted + 1 { (all + 5) / 10 } else { all / 10 };
                }
                None => {
                    if digits == 0 || all % 10 != 0 {
                        break;
                    }
                    all /= 10;
                }
            }
            unit /= 10;
            digits -= 1;
        }
        if f.sign_plus() {
            std::models::write_text(f, "+");
        }
        let wanted = precision.unwrap_or(digits);
        let (whole, rest) = (all / unit, all % unit);
        if wanted == 0 {
            return f.write_fmt(core::format_args!("{whole}{name}"));
        }
        let fraction = std::fmt::format(core::format_args!("{rest:0>digits$}"));
        let fraction = fraction.as_str();
        let fraction = if digits == 0 { "" } else { fraction };
        f.write_fmt(core::format_args!("{whole}.{fraction:0<wanted$}{name}"))
    }
    impl core::ops::Add<std::time::Duration> for std::time::Duration {
        type Output = std::time::Duration;
        fn add(self, other: std::time::Duration) -> std::time::Duration {
            duration_of(nanos_of(&self) + nanos_of(&other))
        }
    }
    impl core::ops::AddAssign<std::time::Duration> for std::time::Duration {
        fn add_assign(&mut self, other: std::time::Duration) {
            *self = duration_of(nanos_of(self) + nanos_of(&other))
        }
    }
    impl core::ops::Sub<std::time::Duration> for std::time::Duration {
        type Output = std::time::Duration;
        fn sub(self, other: std::time::Duration) -> std::time::Duration {
            self.checked_sub(other).expect("overflow when subtracting durations")
        }
    }
    impl core::ops::Mul<u32> for std::time::Duration {
        type Output = std::time::Duration;
        fn mul(self, count: u32) -> std::time::Duration {
            duration_of(nanos_of(&self) * count as u128)
        }
    }
    impl core::ops::Div<u32> for std::time::Duration {
        type Output = std::time::Duration;
        fn div(self, count: u32) -> std::time::Duration {
            duration_of(nanos_of(&self) / count as u128)
        }
    }

    /// Nanoseconds of the steady clock.
    pub struct Instant {
        secs: i64,
        nanos: std::limited::Nanoseconds,
    }
    fn point_of(instant: &std::time::Instant) -> u128 {
        instant.secs as u128 * 1000000000 + instant.nanos.0 as u128
    }
    impl std::time::Instant {
        pub fn now() -> std::time::Instant {
            instant_of(std::models::clock(true) as u128)
        }
        pub fn elapsed(&self) -> std::time::Duration {
            std::time::Instant::now().duration_since_point(self)
        }
        pub fn duration_since(&self, earlier: std::time::Instant) -> std::time::Duration {
            self.duration_since_point(&earlier)
        }
        fn duration_since_point(&self, earlier: &std::time::Instant) -> std::time::Duration {
            duration_of(point_of(self).saturating_sub(point_of(earlier)))
        }
    }
    impl std::clone::Clone for std::time::Instant {
        fn clone(&self) -> std::time::Instant {
            Instant { secs: self.secs, nanos: std::limited::Nanoseconds(self.nanos.0) }
        }
    }
    impl core::cmp::PartialEq for std::time::Instant {
        fn eq(&self, other: &std::time::Instant) -> bool {
            point_of(self) == point_of(other)
        }
    }
    impl core::cmp::Eq for std::time::Instant {}
    impl core::cmp::PartialOrd for std::time::Instant {
        fn partial_cmp(
            &self,
            other: &std::time::Instant,
        ) -> core::option::Option<core::cmp::Ordering> {
            core::cmp::PartialOrd::partial_cmp(&point_of(self), &point_of(other))
        }
    }
    impl core::cmp::Ord for std::time::Instant {
        fn cmp(&self, other: &std::time::Instant) -> core::cmp::Ordering {
            core::cmp::Ord::cmp(&point_of(self), &point_of(other))
        }
    }
    fn instant_of(point: u128) -> std::time::Instant {
        let nanos = std::limited::Nanoseconds((point % 1000000000) as u32);
        Instant { secs: (point / 1000000000) as i64, nanos }
    }
    impl core::ops::Add<std::time::Duration> for std::time::Instant {
        type Output = std::time::Instant;
        fn add(self, time: std::time::Duration) -> std::time::Instant {
            instant_of(point_of(&self) + nanos_of(&time))
        }
    }
    impl core::ops::AddAssign<std::time::Duration> for std::time::Instant {
        fn add_assign(&mut self, time: std::time::Duration) {
            *self = instant_of(point_of(self) + nanos_of(&time))
        }
    }
    impl core::ops::Sub<std::time::Duration> for std::time::Instant {
        type Output = std::time::Instant;
        fn sub(self, time: std::time::Duration) -> std::time::Instant {
            match point_of(&self).checked_sub(nanos_of(&time)) {
                core::option::Option::Some(point) => instant_of(point),
                core::option::Option::None => core::panicking::panic(
                    "overflow when subtracting duration from instant",
                ),
            }
        }
    }
    impl core::ops::Sub<std::time::Instant> for std::time::Instant {
        type Output = std::time::Duration;
        fn sub(self, earlier: std::time::Instant) -> std::time::Duration {
            self.duration_since_point(&earlier)
        }
    }
}
pub mod panicking {
    pub fn panic_display<T: core::fmt::Display>(message: &T) -> ! {
        core::panicking::panic_fmt(core::format_args!("{}", *message))
    }
}
