// What std takes from the C library for floats, and what it reads from text.
fn single(x: f32, y: f32) {
    println!("exp {:?}", x.exp());
    println!("exp2 {:?}", x.exp2());
    println!("exp_m1 {:?}", x.exp_m1());
    println!("ln {:?}", x.ln());
    println!("log2 {:?}", x.log2());
    println!("log10 {:?}", x.log10());
    println!("ln_1p {:?}", x.ln_1p());
    println!("sin {:?}", x.sin());
    println!("cos {:?}", x.cos());
    println!("tan {:?}", x.tan());
    println!("asin {:?}", x.asin());
    println!("acos {:?}", x.acos());
    println!("atan {:?}", x.atan());
    println!("sinh {:?}", x.sinh());
    println!("cosh {:?}", x.cosh());
    println!("tanh {:?}", x.tanh());
    println!("cbrt {:?}", x.cbrt());
    println!("to_degrees {:?}", x.to_degrees());
    println!("to_radians {:?}", x.to_radians());
    println!("{:?} {:?} {:?}", x.powf(y), x.powi(-3), x.atan2(y));
    println!("{:?} {:?} {:?}", x.hypot(y), x.log(y), (-x).rem_euclid(y));
    println!("{:?}", x.total_cmp(&y));
}
fn double(x: f64, y: f64) {
    println!("exp {:?}", x.exp());
    println!("exp2 {:?}", x.exp2());
    println!("exp_m1 {:?}", x.exp_m1());
    println!("ln {:?}", x.ln());
    println!("log2 {:?}", x.log2());
    println!("log10 {:?}", x.log10());
    println!("ln_1p {:?}", x.ln_1p());
    println!("sin {:?}", x.sin());
    println!("cos {:?}", x.cos());
    println!("tan {:?}", x.tan());
    println!("asin {:?}", x.asin());
    println!("acos {:?}", x.acos());
    println!("atan {:?}", x.atan());
    println!("sinh {:?}", x.sinh());
    println!("cosh {:?}", x.cosh());
    println!("tanh {:?}", x.tanh());
    println!("cbrt {:?}", x.cbrt());
    println!("to_degrees {:?}", x.to_degrees());
    println!("to_radians {:?}", x.to_radians());
    println!("{:?} {:?} {:?}", x.powf(y), x.powi(-3), x.atan2(y));
    println!("{:?} {:?} {:?}", x.hypot(y), x.log(y), (-x).rem_euclid(y));
    println!("{:?}", x.total_cmp(&y));
}
fn main() {
    single(0.5, 3.0);
    double(0.5, 3.0);
    for text in ["1.5", "-2e3", "inf", "-NaN", ".5", "5.", "1e", "", "0x1", " 1", "1_0", "+7E-2"] {
        println!("{:?} {:?}", text.parse::<f64>(), text.parse::<f32>().map_err(|e| e.to_string()));
    }
}
