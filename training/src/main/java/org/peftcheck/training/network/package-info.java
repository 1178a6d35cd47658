/** The kinds of networks that can be trained, a file each: what they read of a batch, and which formula and head they have. */
package org.peftcheck.training.network;
