use super::*;

/// Numbers between -1 and 1 that look like none in particular.
fn numbers(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    (0..count).map(|_| next()).collect()
}

fn close(a: &[f32], b: &[f32]) {
    assert_eq!(a.len(), b.len());
    for (a, b) in a.iter().zip(b) {
        assert!((a - b).abs() <= 1e-4, "{a} {b}");
    }
}

fn array<const N: usize>(values: &[f32]) -> &[f32; N] {
    values.first_chunk().unwrap()
}

#[test]
fn both_sets_give_the_same_products() {
    for (count, inputs, panels) in [(1, 96, 3), (2, 288, 12), (3, 64, 43), (7, 576, 12), (64, 288, 2), (0, 96, 1)] {
        let x = numbers(count * 96 + inputs, 1);
        let weights = numbers(panels * inputs * COLUMNS, 2);
        let bias = numbers(panels * COLUMNS, 3);
        let rows = Rows { values: &x, stride: 96, count };
        let all = |kernel: Kernel| {
            let mut sums = vec![0.0; count * panels * COLUMNS];
            kernel.linear(rows, Panels::new(&weights, inputs), Some(&bias), &mut sums, panels * COLUMNS);
            let mut largest = vec![0.0; count * panels * LANES];
            kernel.maxout(rows, Panels::new(&weights, inputs), &bias, &mut largest, panels * LANES);
            (sums, largest)
        };
        let (sums, largest) = all(Kernel::best());
        let (portable_sums, portable_largest) = all(Kernel::portable());
        close(&sums, &portable_sums);
        close(&largest, &portable_largest);
        for row in 0..count {
            let (column, input) = (panels * COLUMNS - 1, 0..inputs);
            let weight = |k: usize| weights[((panels - 1) * inputs + k) * COLUMNS + COLUMNS - 1];
            let sum: f32 = input.map(|k| x[row * 96 + k] * weight(k)).sum::<f32>() + bias[column];
            close(&[sums[row * panels * COLUMNS + column]], &[sum]);
        }
    }
}

#[test]
fn a_row_gives_the_same_bits_alone_and_among_others() {
    let (x, weights, bias) = (numbers(9 * 96, 4), numbers(3 * 96 * COLUMNS, 5), numbers(3 * COLUMNS, 6));
    for kernel in [Kernel::best(), Kernel::portable()] {
        let run = |first: usize, count: usize| {
            let mut out = vec![0.0; count * 72];
            let rows = Rows { values: &x[first * 96..], stride: 96, count };
            kernel.linear(rows, Panels::new(&weights, 96), Some(&bias), &mut out, 72);
            out
        };
        let all = run(0, 9);
        for row in 0..9 {
            assert_eq!(run(row, 1), all[row * 72..][..72]);
        }
    }
}

#[test]
fn products_of_parts_add_up_to_the_maxout() {
    let (x, weights, bias) = (numbers(288, 7), numbers(12 * 288 * COLUMNS, 8), numbers(PIECES, 9));
    for kernel in [Kernel::best(), Kernel::portable()] {
        let matrix = Panels::new(&weights, 288);
        let products: Vec<Vec<f32>> = (0..3)
            .map(|part| {
                let mut out = vec![0.0; PIECES];
                let rows = Rows { values: &x[part * 96..], stride: 96, count: 1 };
                kernel.linear(rows, matrix.part(part * 96, 96), None, &mut out, PIECES);
                out
            })
            .collect();
        let mut joined = [0.0; WIDTH];
        kernel.joined([array(&products[0]), array(&products[1]), array(&products[2])], array(&bias), &mut joined);
        let mut whole = [0.0; WIDTH];
        kernel.maxout(Rows { values: &x, stride: 288, count: 1 }, matrix, &bias, &mut whole, WIDTH);
        close(&joined, &whole);
    }
}

#[test]
fn windows_give_what_the_plain_maxout_gives() {
    const COUNT: usize = 16;
    let (x, weights, bias) = (numbers((COUNT + 2) * 96, 15), numbers(12 * 288 * COLUMNS, 16), numbers(PIECES, 17));
    for kernel in [Kernel::best(), Kernel::portable()] {
        let mut plain = vec![0.0; COUNT * WIDTH];
        let rows = Rows { values: &x, stride: WIDTH, count: COUNT };
        kernel.maxout(rows, Panels::new(&weights, 288), &bias, &mut plain, WIDTH);
        let (matrix, mut room, mut out) = (paired(&weights), Buffer::default(), vec![0.0; COUNT * WIDTH]);
        kernel.windows(&x, COUNT / 2, Panels::new(&matrix, SPREAD), &bias, &mut room, &mut out);
        close(&plain, &out);
    }
}

#[test]
fn normalised_values_have_mean_zero_and_variance_one() {
    let y = numbers(WIDTH, 10);
    let scale = Scale { gain: &[1.0; WIDTH], shift: &[0.0; WIDTH] };
    for kernel in [Kernel::best(), Kernel::portable()] {
        let mut out = [0.0; WIDTH];
        kernel.normalised(array(&y), scale, &[0.0; WIDTH], &mut out);
        let mean = out.iter().sum::<f32>() / 96.0;
        let variance = out.iter().map(|value| value * value).sum::<f32>() / 96.0;
        close(&[mean, variance], &[0.0, 1.0]);
    }
}

#[test]
fn the_first_of_equal_actions_is_best_and_what_is_forbidden_never() {
    let (rows, bias) = (numbers(3 * HALVES, 11), numbers(HALVES, 12));
    let rows: [&[f32; HALVES]; 3] = std::array::from_fn(|row| array(&rows[row * HALVES..]));
    let weights = numbers(HIDDEN * 80, 13);
    let mut allowed = numbers(80, 14);
    for _ in 0..80 {
        let found = Kernel::best().best_action::<10, 3>(rows, array(&bias), &weights, &allowed);
        assert_eq!(found, Kernel::portable().best_action::<10, 3>(rows, array(&bias), &weights, &allowed));
        assert!(allowed[found] > f32::NEG_INFINITY);
        allowed[found] = f32::NEG_INFINITY;
    }
    for kernel in [Kernel::best(), Kernel::portable()] {
        let mut even = [0.0; 80];
        even[..7].fill(f32::NEG_INFINITY);
        assert_eq!(kernel.best_action::<10, 3>(rows, array(&bias), &[0.0; HIDDEN * 80], &even), 7);
    }
}

#[test]
#[should_panic(expected = "rows are whole")]
fn rows_beyond_the_end_are_refused() {
    let rows = Rows { values: &[0.0; 96], stride: usize::MAX / 2 + 1, count: 3 };
    Kernel::best().linear(rows, Panels::new(&[0.0; 96 * COLUMNS], 96), None, &mut [0.0; 72], COLUMNS);
}
