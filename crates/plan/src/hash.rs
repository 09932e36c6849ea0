//! The hash of a meaning: of its data in one canonical form, whatever file it came from.
//!
//! The form is that of serde, written as bytes that say their length, so that two different meanings never give the
//! same bytes. Names of fields and variants are in it: a change of the plan's form changes every hash.

use std::fmt;

use serde::ser::{self, Serialize};

use crate::book::Book;
use crate::meaning::Meaning;

/// 32 bytes, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hash(pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Meaning {
    /// The hash that decisions record and reviews refer to.
    #[must_use]
    pub fn hash(&self) -> Hash {
        of(b"whereas plan meaning", self)
    }
}

impl Book {
    /// The hash of the words.
    #[must_use]
    pub fn hash(&self) -> Hash {
        of(b"whereas plan book", self)
    }
}

fn of(domain: &[u8], data: &impl Serialize) -> Hash {
    let mut writer = Writer { hasher: blake3::Hasher::new(), waiting: Vec::new() };
    writer.bytes(domain);
    // The data is made of what serde can always write; an error could only come from a type that refuses.
    let written = data.serialize(&mut writer);
    if written.is_err() {
        writer.bytes(b"unwritable");
    }
    writer.flush();
    Hash(*writer.hasher.finalize().as_bytes())
}

/// Writes are small, and hashing is fast only where much is hashed at once: they are gathered.
struct Writer {
    hasher: blake3::Hasher,
    waiting: Vec<u8>,
}

/// How much is hashed at once.
const GATHERED: usize = 1 << 16;

impl Writer {
    fn write(&mut self, bytes: &[u8]) {
        self.waiting.extend_from_slice(bytes);
        if self.waiting.len() >= GATHERED {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.hasher.update(&self.waiting);
        self.waiting.clear();
    }

    fn tag(&mut self, tag: u8) {
        self.write(&[tag]);
    }

    fn length(&mut self, length: usize) {
        self.write(&(length as u64).to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.write(bytes);
    }
}

/// What a type says that refuses to be written.
#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not to be written")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Every number is written as its kind and its sixteen bytes.
macro_rules! whole {
    ($($name:ident: $ty:ty, $tag:literal;)*) => {$(
        fn $name(self, value: $ty) -> Result<(), Refused> {
            self.tag($tag);
            self.write(&i128::from(value).to_le_bytes());
            Ok(())
        }
    )*};
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    whole! {
        serialize_bool: bool, 1;
        serialize_i8: i8, 2;
        serialize_i16: i16, 2;
        serialize_i32: i32, 2;
        serialize_i64: i64, 2;
        serialize_i128: i128, 2;
        serialize_u8: u8, 2;
        serialize_u16: u16, 2;
        serialize_u32: u32, 2;
        serialize_u64: u64, 2;
    }

    fn serialize_f32(self, _: f32) -> Result<(), Refused> {
        Err(Refused)
    }

    fn serialize_f64(self, _: f64) -> Result<(), Refused> {
        Err(Refused)
    }

    fn serialize_char(self, value: char) -> Result<(), Refused> {
        self.serialize_u32(value.into())
    }

    fn serialize_str(self, value: &str) -> Result<(), Refused> {
        self.tag(3);
        self.bytes(value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        self.tag(4);
        self.bytes(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.tag(5);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        self.tag(6);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.tag(7);
        Ok(())
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), Refused> {
        self.serialize_str(name)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Refused> {
        self.tag(8);
        self.bytes(variant.as_bytes());
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.tag(9);
        self.bytes(variant.as_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Refused> {
        self.tag(10);
        self.length(length.ok_or(Refused)?);
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Refused> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Refused> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Refused> {
        self.tag(11);
        self.bytes(variant.as_bytes());
        self.length(length);
        Ok(self)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Refused> {
        self.tag(12);
        self.length(length.ok_or(Refused)?);
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, length: usize) -> Result<Self, Refused> {
        self.tag(13);
        self.length(length);
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self, Refused> {
        self.serialize_tuple_variant("", 0, variant, length)
    }
}

/// The forms that hold a run of values without names.
macro_rules! runs {
    ($($form:ident: $method:ident;)*) => {$(
        impl ser::$form for &mut Writer {
            type Ok = ();
            type Error = Refused;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Refused> {
                Ok(())
            }
        }
    )*};
}

runs! {
    SerializeSeq: serialize_element;
    SerializeTuple: serialize_element;
    SerializeTupleStruct: serialize_field;
    SerializeTupleVariant: serialize_field;
}

impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Refused;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        key.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }
    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

/// The forms whose values have names.
macro_rules! named {
    ($($form:ident)*) => {$(
        impl ser::$form for &mut Writer {
            type Ok = ();
            type Error = Refused;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Refused> {
                self.bytes(name.as_bytes());
                value.serialize(&mut **self)
            }
            fn end(self) -> Result<(), Refused> {
                Ok(())
            }
        }
    )*};
}

named! { SerializeStruct SerializeStructVariant }
