// `dyn Fn`, `dyn FnMut` and `dyn FnOnce`, borrowed and boxed.
static mut DROPPED: u32 = 0;

struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        unsafe { DROPPED += self.0 }
    }
}

fn make_adder(n: i32) -> Box<dyn Fn(i32) -> i32> {
    Box::new(move |x| x + n)
}

fn apply(function: &dyn Fn(i32) -> i32, x: i32) -> i32 {
    function(x)
}

fn feed(sink: &mut dyn FnMut(u32)) {
    sink(3);
    sink(4);
}

fn negate(x: i32) -> i32 {
    -x
}

fn chain(functions: &[Box<dyn Fn(i32) -> i32>], start: i32) -> i32 {
    let mut x = start;
    let mut i = 0;
    while i < functions.len() {
        x = functions[i](x);
        i += 1;
    }
    x
}

fn main() {
    let add = make_adder(5);
    assert!(add(1) == 6 && apply(&add, 2) == 7 && apply(&*add, 4) == 9);
    assert!(apply(&|x| x * x, 3) == 9);
    let mut sum = 0;
    feed(&mut |x| sum += x);
    assert!(sum == 7);

    let noisy = Noisy(7);
    let once: Box<dyn FnOnce(u32) -> u32> = Box::new(move |x| {
        let owned = noisy;
        x + owned.0
    });
    assert!(once(1) == 8 && unsafe { DROPPED } == 7);
    let unused = Noisy(30);
    let never: Box<dyn FnOnce() -> u32> = Box::new(move || {
        let owned = unused;
        owned.0
    });
    drop(never);
    assert!(unsafe { DROPPED } == 37);

    let functions =
        [Box::new(|x| x + 1) as Box<dyn Fn(i32) -> i32>, make_adder(10), Box::new(negate)];
    assert!(chain(&functions, 1) == -12);
}
