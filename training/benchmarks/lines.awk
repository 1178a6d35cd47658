# What the tables of these measurements have in common: fields of a line of JSON in $3, medians of lists, quotients.

function field(name,    from) {
    from = index($3, "\"" name "\"")
    if (!from) return ""
    from = substr($3, from + length(name) + 2)
    sub(/^[ :]*"?/, "", from)
    sub(/"?[,}].*/, "", from)
    return from
}

function median(list,    n, i, j, held, sorted) {
    n = split(list, sorted, " ")
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && sorted[j - 1] + 0 > sorted[j] + 0; j--) {
            held = sorted[j]; sorted[j] = sorted[j - 1]; sorted[j - 1] = held
        }
    return n % 2 ? sorted[(n + 1) / 2] + 0 : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function quotient(a, b) { return b > 0 ? sprintf("%.2f", a / b) : "-" }
