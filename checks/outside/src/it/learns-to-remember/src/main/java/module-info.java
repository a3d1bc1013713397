/** A stranger's program: it asks for the core, and the cells come by themselves as a service. */
module stranger {
    requires rnn4j.core;
}
