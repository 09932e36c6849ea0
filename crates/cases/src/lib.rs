//! Case files to cases, with places and near names.
