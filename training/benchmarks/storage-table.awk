# The table of bf16-storage.sh, of lines "SHAPE/METHOD <tab> fp32|bf16 <tab> JSON".

{
    if (!($1 in seen)) { seen[$1] = 1; cases[++count] = $1 }
    times[$1, $2] = times[$1, $2] " " field("medianMs")
    peaks[$1, $2] = peaks[$1, $2] " " field("peakMb")
}

END {
    print "\n| shape | method | ms/step fp32 | ms/step bf16 | ratio | peak MB fp32 | peak MB bf16 | ratio |"
    print "|---|---|---:|---:|---:|---:|---:|---:|"
    for (i = 1; i <= count; i++) {
        row = cases[i]
        split(row, part, "/")
        wide = median(times[row, "fp32"]); narrow = median(times[row, "bf16"])
        large = median(peaks[row, "fp32"]); small = median(peaks[row, "bf16"])
        printf "| %s | %s | %.0f | %.0f | %s | %.0f | %.0f | %s |\n", part[1], part[2], wide, narrow, quotient(narrow, wide),
            large, small, quotient(small, large)
    }
}
