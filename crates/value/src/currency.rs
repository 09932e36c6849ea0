//! Currencies and the places of their smallest coin.
//!
//! The codes of ISO 4217 that are in use for payments, and a few that were until lately, so that older law
//! can be written. Invariant: a [`Currency`] is one of the table, so its places are known.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// `USD`, `EUR`, `JPY`: the currency of an amount.
#[derive(Clone, Copy)]
pub struct Currency {
    code: &'static str,
    places: u32,
}

/// A code that names no currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownCurrency;

impl Currency {
    /// The currency of this code, written in capitals.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        // The codes have three letters and a space after each, so that a look at every fourth byte is enough.
        let wanted: [u8; 3] = code.as_bytes().try_into().ok()?;
        TABLE.iter().find_map(|(places, codes)| {
            let at = codes.as_bytes().chunks(4).position(|known| known.starts_with(&wanted))?;
            let start = at.checked_mul(4)?;
            Some(Self { code: codes.get(start..start.checked_add(3)?)?, places: *places })
        })
    }

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The places after the point of its smallest unit: 2 for a cent, 0 for a yen.
    #[must_use]
    pub const fn places(self) -> u32 {
        self.places
    }

    /// Every code, for help with a misspelt one; in order.
    #[must_use]
    pub fn codes() -> Vec<&'static str> {
        let mut codes: Vec<_> = TABLE.iter().flat_map(|(_, codes)| codes.split(' ')).collect();
        codes.sort_unstable();
        codes
    }
}

/// The places, and the codes that have them.
const TABLE: [(u32, &str); 4] = [
    (2, TWO_PLACES),
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

const TWO_PLACES: &str = "\
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN \
    BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK \
    LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK \
    NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP \
    STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG \
    YER ZAR ZMW ZWG";

impl PartialEq for Currency {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Currency {}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code.cmp(other.code)
    }
}

impl Hash for Currency {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a currency is named by its ISO code, as in USD or EUR")
    }
}

impl std::error::Error for UnknownCurrency {}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        Self::of(code).ok_or(UnknownCurrency)
    }
}

impl serde::Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> serde::Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::serde_text::deserialize(deserializer, "the code of a currency")
    }
}
