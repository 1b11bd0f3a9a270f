// SPDX-License-Identifier: MIT
pub mod alloc {
    use crate::std;

    pub struct Global;
    pub struct LayoutError;

    #[derive(Clone, Copy)]
    pub struct Layout {
        size: usize,
        align: std::limited::Alignment,
    }

    impl std::alloc::Layout {
        pub fn new<T>() -> std::alloc::Layout {
            std::alloc::Layout {
                size: core::mem::size_of::<T>(),
                align: std::limited::Alignment(core::mem::align_of::<T>()),
            }
        }
        pub fn array<T>(
            count: usize,
        ) -> std::result::Result<std::alloc::Layout, std::alloc::LayoutError> {
            let size = core::mem::size_of::<T>();
            if size != 0 && count > isize::MAX as usize / size {
                return std::result::Result::Err(std::alloc::LayoutError);
            }
            std::result::Result::Ok(std::alloc::Layout::array_unchecked::<T>(count))
        }
        pub fn array_unchecked<T>(count: usize) -> std::alloc::Layout {
            std::alloc::Layout {
                size: core::mem::size_of::<T>() * count,
                align: std::limited::Alignment(core::mem::align_of::<T>()),
            }
        }
        pub fn from_size_align(
            size: usize,
            align: usize,
        ) -> std::result::Result<std::alloc::Layout, std::alloc::LayoutError> {
            if align == 0 || align & (align - 1) != 0 || size > isize::MAX as usize - (align - 1) {
                return std::result::Result::Err(std::alloc::LayoutError);
            }
            std::result::Result::Ok(std::alloc::Layout {
                size,
                align: std::limited::Alignment(align),
            })
        }
        pub unsafe fn from_size_align_unchecked(size: usize, align: usize) -> std::alloc::Layout {
            std::alloc::Layout { size, align: std::limited::Alignment(align) }
        }
        pub fn size(&self) -> usize {
            self.size
        }
        pub fn align(&self) -> usize {
            self.align.0
        }
    }

    pub unsafe fn alloc(layout: std::alloc::Layout) -> *mut u8 {
        std::models::allocate(layout.size, layout.align.0)
    }
    pub unsafe fn alloc_zeroed(layout: std::alloc::Layout) -> *mut u8 {
        let memory = std::models::allocate(layout.size, layout.align.0);
        core::ptr::write_bytes(memory, 0, layout.size);
        memory
    }
    pub unsafe fn dealloc(memory: *mut u8, layout: std::alloc::Layout) {
        std::models::deallocate(memory, layout.size, layout.align.0)
    }
    pub unsafe fn realloc(memory: *mut u8, layout: std::alloc::Layout, size: usize) -> *mut u8 {
        let moved = std::models::allocate(size, layout.align.0);
        let kept = if size < layout.size { size } else { layout.size };
        core::ptr::copy_nonoverlapping(memory, moved, kept);
        std::models::deallocate(memory, layout.size, layout.align.0);
        moved
    }
}
