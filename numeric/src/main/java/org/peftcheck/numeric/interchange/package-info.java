/**
 * Adapters in the files of Hugging Face PEFT: {@code adapter_config.json} and {@code adapter_model.safetensors} in one folder.
 *
 * <p>{@link org.peftcheck.numeric.interchange.PeftFolder} reads and writes them, {@link org.peftcheck.numeric.interchange.AdapterMerge}
 * merges them into a model. What a file does not tell is refused in one line, never guessed. Numbers of a configuration are read as the
 * doubles nearest to their decimals, as PEFT reads them.
 */
package org.peftcheck.numeric.interchange;
