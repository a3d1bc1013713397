package rnn4j.bench;

import java.util.List;
import rnn4j.bench.doctor.Checkup;

/** Tell what this JVM makes of this machine, and what would be faster. */
final class Doctor {
    private static final String HELP = """
            doctor
              flags of the JVM that is looked at: -Drnn.jvm="-XX:MaxVectorSize=16" beside -Drnn.args""";

    private Doctor() {}

    /** Print a line for each finding. */
    static void answer(List<String> options) {
        Options given = new Options("doctor", HELP, options);
        if (given.wantsHelp()) {
            return;
        }
        Checkup.print(() -> new FmaPeak().median(), System.out::println);
    }
}
