fn main(){ let h=std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap(); let mut c=vec![]; let p=page::html::prune::prune(&h,&mut c); println!("{} -> {}",h.len(),p.len()); let t=page::html::tree::Tree::parse(&p,&mut c); println!("{} nodes {:?}",t.len(),c); 
 println!("{}", &p[..p.len().min(1500)]); 
 let m=page::html::markup::Markup::new(); let l=page::html::lines::lines(&t,&m,&mut c); println!("{} lines",l.lines.len()); for x in &l.lines {println!("{} {}", if x.hidden {"~"} else {" "}, x.span.of(&l.text))}}
