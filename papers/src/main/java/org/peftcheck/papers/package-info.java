/** What papers say, as data: claims, errata, tables and architectures, with a typed reader. Depends on nothing of ours. */
package org.peftcheck.papers;
