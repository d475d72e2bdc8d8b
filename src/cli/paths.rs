//! Paths as they are shown: as the user gave them or relative to the current folder, with `/` between folders.

use std::path::{Component, Path, PathBuf};

/// A path as it is shown, without the parts that say nothing (`./`).
pub(super) fn shown(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        let part = match component {
            Component::CurDir => continue,
            Component::RootDir => "/".into(),
            other => other.as_os_str().to_string_lossy(),
        };
        if !out.is_empty() && !out.ends_with('/') && component != Component::RootDir {
            out.push('/');
        }
        out.push_str(&part);
    }
    if out.is_empty() { ".".to_string() } else { out }
}

/// The way from one folder to a path; both absolute, without `..` or symbolic links. The path itself where none leads there (another
/// drive).
pub(super) fn relative(path: &Path, from: &Path) -> PathBuf {
    let shared = path.components().zip(from.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.to_path_buf();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_as_given_without_what_says_nothing() {
        for (path, expected) in [("./a/./b.md", "a/b.md"), ("../a.md", "../a.md"), ("/x/a.md", "/x/a.md"), (".", "."), ("a//b", "a/b")] {
            assert_eq!(shown(Path::new(path)), expected);
        }
    }

    #[test]
    fn the_way_to_a_path_goes_up_and_down() {
        let way = |path: &str, from: &str| shown(&relative(Path::new(path), Path::new(from)));
        assert_eq!(way("/a/b/c.yaml", "/a/b"), "c.yaml");
        assert_eq!(way("/a/c.yaml", "/a/b/d"), "../../c.yaml");
        assert_eq!(way("/a/x/c.yaml", "/a/b"), "../x/c.yaml");
    }
}
