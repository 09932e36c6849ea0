//! A package from its files, with what was found in them that keeps no case from being decided.

use whereas_driver::{Accepted, Compilation, Files};

use crate::faults::{Faults, Part};
use crate::package::Package;

/// A package, the warnings of its files, and what its clauses accept.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The package.
    pub package: Package,
    /// What was found that is no error.
    pub warnings: Faults,
    /// What was found and is accepted by a clause, with the reason.
    pub accepted: Vec<Accepted>,
}

impl Loaded {
    /// Compiles the files of a package. Anything that is an error keeps it from being one.
    pub fn from_files(files: &Files) -> Result<Self, Faults> {
        Self::from_compilation(whereas_driver::compile(files, whereas_driver::Asked::default()))
    }

    /// Compiles the package of a folder, or of one policy file, with the files that the command line reads of it: see
    /// [`whereas_folders`].
    #[cfg(feature = "folders")]
    pub fn from_folder(path: &std::path::Path) -> Result<Self, NotLoaded> {
        let folder = whereas_folders::package(path).map_err(NotLoaded::Disk)?;
        Self::from_compilation(folder.compile()).map_err(NotLoaded::Faults)
    }

    fn from_compilation(mut compilation: Compilation) -> Result<Self, Faults> {
        let package = compilation.take_package();
        let found = Faults::new(Part::Package, compilation.sources, compilation.diagnostics);
        match package {
            Some(package) => Ok(Self {
                package: Package::from(package),
                warnings: found,
                accepted: compilation.accepted,
            }),
            None => Err(found),
        }
    }
}

/// Why there is no package of a folder.
#[cfg(feature = "folders")]
#[derive(Clone, Debug)]
pub enum NotLoaded {
    /// The folder or file could not be read.
    Disk(whereas_folders::CannotRead),
    /// What is wrong with its files.
    Faults(Faults),
}

#[cfg(feature = "folders")]
impl std::fmt::Display for NotLoaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Disk(why) => why.fmt(f),
            Self::Faults(faults) => faults.fmt(f),
        }
    }
}

#[cfg(feature = "folders")]
impl std::error::Error for NotLoaded {}
