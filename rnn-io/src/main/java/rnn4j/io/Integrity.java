package rnn4j.io;

/** Whether the bytes of a file are known to be those that were written. */
public enum Integrity {
    /** The file's own SHA-256 digest, which covers every byte, was compared. */
    VERIFIED,
    /** The file has no digest: another program wrote it, and only its layout was checked. */
    UNVERIFIED
}
