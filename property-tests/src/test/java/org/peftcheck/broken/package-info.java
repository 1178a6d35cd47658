/** Classes that break the rules of the layers, one for each rule, to show that the rules can fail. */
package org.peftcheck.broken;
