package rnn4j.io;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Set;

/**
 * A model that was read, and what was seen on the way.
 *
 * @param model the model; of a file that another program wrote, its tensors alone
 * @param integrity whether a digest vouches for every byte
 * @param nonFinite the names of tensors that hold a NaN or an infinity
 * @param otherMetadata the texts that another program put into the file
 */
public record LoadedModel(
        SavedModel model, Integrity integrity, Set<String> nonFinite, Map<String, String> otherMetadata) {

    /** Copy the collections. */
    public LoadedModel {
        nonFinite = ImmutableSet.copyOf(nonFinite);
        otherMetadata = ImmutableMap.copyOf(otherMetadata);
    }
}
