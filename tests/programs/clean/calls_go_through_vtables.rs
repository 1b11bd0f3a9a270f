// `dyn Trait`: methods, defaults, supertraits, upcasts, sizes, drops, and generic traits.
static mut DROPPED: u32 = 0;

trait Named {
    fn name(&self) -> u32;
    fn double(&self) -> u32 {
        self.name() * 2
    }
}

trait Shape: Named {
    fn area(&self) -> f64;
    fn grow(&mut self, by: f64);
    fn consume(self: Box<Self>) -> u32;
    fn same<T>(&self, value: T) -> T
    where
        Self: Sized,
    {
        value
    }
}

struct Circle {
    radius: f64,
}

struct Rectangle(f64, f32, f64);

impl Drop for Circle {
    fn drop(&mut self) {
        unsafe { DROPPED = DROPPED * 10 + self.radius as u32 }
    }
}

impl Named for Circle {
    fn name(&self) -> u32 {
        1
    }
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        self.radius * self.radius * 3.0
    }
    fn grow(&mut self, by: f64) {
        self.radius += by;
    }
    fn consume(self: Box<Self>) -> u32 {
        100
    }
}

impl Named for Rectangle {
    fn name(&self) -> u32 {
        2
    }
    fn double(&self) -> u32 {
        22
    }
}

impl Shape for Rectangle {
    fn area(&self) -> f64 {
        self.0 * self.2
    }
    fn grow(&mut self, by: f64) {
        self.0 += by;
        self.2 += by;
        self.1 = self.same(self.1);
    }
    fn consume(self: Box<Self>) -> u32 {
        self.1 as u32
    }
}

trait Convert<T> {
    fn convert(&self) -> T;
}

impl Convert<u8> for Rectangle {
    fn convert(&self) -> u8 {
        8
    }
}

impl Convert<u16> for Rectangle {
    fn convert(&self) -> u16 {
        16
    }
}

fn total(shapes: &[Box<dyn Shape>]) -> f64 {
    let mut sum = 0.0;
    let mut i = 0;
    while i < shapes.len() {
        sum += shapes[i].area();
        i += 1;
    }
    sum
}

fn names(shape: &dyn Shape) -> u32 {
    shape.name() + shape.double()
}

fn upcast(shape: &dyn Shape) -> &dyn Named {
    shape
}

fn area_of<T: Shape + ?Sized>(shape: &T) -> f64 {
    shape.area()
}

fn main() {
    let rectangle = Rectangle(2.0, 5.0, 3.0);
    let mut shapes: Vec<Box<dyn Shape>> =
        vec![Box::new(Circle { radius: 1.0 }), Box::new(rectangle)];
    assert!(total(&shapes) == 9.0);
    shapes[0].grow(1.0);
    shapes[1].grow(1.0);
    assert!(area_of(&*shapes[0]) == 12.0 && area_of(&*shapes[1]) == 12.0);
    assert!(names(&*shapes[0]) == 3 && names(&*shapes[1]) == 24);
    assert!(upcast(&*shapes[1]).double() == 22);
    assert!(size_of_val(&*shapes[0]) == 8 && size_of_val(&*shapes[1]) == 24);
    assert!(align_of_val(&*shapes[1]) == 8);
    drop(shapes);
    assert!(unsafe { DROPPED } == 2);

    let boxed: Box<dyn Shape> = Box::new(Circle { radius: 5.0 });
    assert!(boxed.consume() == 100 && unsafe { DROPPED } == 25);

    let other = Rectangle(1.0, 1.0, 1.0);
    let narrow: &dyn Convert<u8> = &other;
    let wide: &dyn Convert<u16> = &other;
    assert!(narrow.convert() as u16 + wide.convert() == 24);
}
