# The table of steps-vs-pytorch.sh, of lines "SHAPE/METHOD/DEPTH <tab> here|PyTorch <tab> JSON". Exits with 1 where the two sides
# do not train the same number of parameters, since they are then not comparable.

function time(side) { return median(times[row, side]) }

{
    if (!($1 in seen)) { seen[$1] = 1; cases[++count] = $1 }
    times[$1, $2] = times[$1, $2] " " field("medianMs")
    if (field("peakMb") + 0 > peak[$1, $2] + 0) peak[$1, $2] = field("peakMb")
    if (field("trained") != "") trained[$1, $2] = field("trained")
    if ($2 == "PyTorch") library = "PyTorch " field("torch") " with " field("blas")
}

END {
    if (library) print library
    if (library ~ /with blas\//) print "That BLAS is the reference one, which is slow: install libopenblas0-pthread."
    printf "\n| shape | method | ms/step here | to LoRA |%s peak MB here |%s\n",
        library ? " ms/step PyTorch | ratio |" : "", library ? " peak MB PyTorch |" : ""
    printf "|---|---|---:|---:|%s---:|%s\n", library ? "---:|---:|" : "", library ? "---:|" : ""
    for (i = 1; i <= count; i++) {
        row = cases[i]
        split(row, part, "/")
        row = part[1] "/lora/2"
        lora = (row in seen) ? time("here") : 0
        row = cases[i]
        printf "| %s | %s | %.0f | %s |", part[1], part[2] (part[2] ~ /^peanut/ ? ", depth " part[3] : ""),
            time("here"), quotient(time("here"), lora)
        if (library) printf " %.0f | %s |", time("PyTorch"), quotient(time("here"), time("PyTorch"))
        printf " %.0f |", peak[row, "here"]
        if (library) printf " %.0f |", peak[row, "PyTorch"]
        print ""
        if (trained[row, "here"] != "" && library && trained[row, "here"] != trained[row, "PyTorch"]) {
            different = 1
            printf "steps-vs-pytorch: %s trains %s parameters here and %s in PyTorch\n",
                row, trained[row, "here"], trained[row, "PyTorch"] | "cat 1>&2"
        }
    }
    exit different
}
