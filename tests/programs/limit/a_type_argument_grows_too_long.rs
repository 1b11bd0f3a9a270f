// Each step doubles the length of a type's name, and the loader stops at a stated length.
trait Twice: Copy {
    fn twice(self) -> (Self, Self) {
        (self, self)
    }
}

impl<T: Copy> Twice for T {}

fn main() {
    let four = 1u8.twice().twice();
    let sixteen = four.twice().twice();
    let sixty_four = sixteen.twice().twice();
    let many = sixty_four.twice().twice();
    let more = many.twice(); //~ limit: exceeds 1000 letters
    assert!(size_of_val(&more) == 512);
}
