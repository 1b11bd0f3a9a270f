// SPDX-License-Identifier: MIT
//
// Adapters of iterators, of std's own and of the program's, and what they end in.

struct Countdown(u32);

impl Iterator for Countdown {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        if self.0 == 0 {
            return None;
        }
        self.0 -= 1;
        Some(self.0)
    }
}

fn main() {
    let primes = [2, 3, 5, 7, 11];
    let doubled: Vec<i32> = primes.iter().map(|p| p * 2).filter(|p| p % 3 != 0).collect();
    println!("{doubled:?}");
    println!("{:?}", primes.iter().zip("abc".chars()).collect::<Vec<_>>());
    println!("{:?}", primes.iter().copied().rev().chain(0..2).collect::<Vec<i32>>());
    println!("{:?}", (0..20).step_by(6).take(3).map(|n| n as u8).collect::<Vec<u8>>());
    println!("{} {}", primes.iter().sum::<i32>(), (1..=5u64).product::<u64>());
    println!("{:?} {:?}", primes.iter().max(), Countdown(4).min());
    println!("{}", Countdown(5).fold(String::new(), |text, n| format!("{text}{n}")));
    println!("{} {}", primes.iter().any(|&p| p == 7), primes.iter().all(|&p| p > 2));
    println!("{:?} {:?}", primes.iter().position(|&p| p == 5), Countdown(9).find(|n| n % 4 == 0));
    let word: String = ['d', 'o', 'o', 'r'].iter().rev().collect();
    println!("{word} {}", ["air", "lock"].iter().copied().collect::<String>());
    let mut total = 0.5;
    [0.25, 0.125].iter().for_each(|part| total += part);
    println!("{total} {}", [1.5f32, 2.0].iter().sum::<f32>());
    println!("{:?}", Countdown(6).take_while(|&n| n > 3).collect::<Vec<_>>());
    println!("{:?}", Countdown(3).skip(1).enumerate().last());
    println!(
        "{:?}",
        vec![String::from("a"), String::from("b")].iter().cloned().collect::<Vec<_>>()
    );
}
