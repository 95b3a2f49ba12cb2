#[path = "../tests/fixture/mod.rs"]
mod fixture;
fn main() {
    print!("{}", sayso_export::html(&fixture::dossier()));
}
