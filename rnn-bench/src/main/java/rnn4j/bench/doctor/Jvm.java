package rnn4j.bench.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/** The JVM that runs, as it tells of itself. */
final class Jvm {

    private Jvm() {}

    static String name() {
        return System.getProperty("java.vm.name", "unknown") + " " + System.getProperty("java.vm.version", "") + ", "
                + System.getProperty("java.vm.info", "");
    }

    /** Returns the flags that it was started with. */
    static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** Returns one of HotSpot's flags; empty where it has none of that name, or is another JVM. */
    static Optional<VMOption> flag(String name) {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return Optional.ofNullable(bean).map(hotspot -> hotspot.getVMOption(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns whether somebody set a flag. */
    static boolean set(String name) {
        return flag(name)
                .map(option -> option.getOrigin() == VMOption.Origin.VM_CREATION)
                .orElse(false);
    }

    static boolean vectorModule() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    static String collector() {
        return String.join(
                ", ",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList());
    }
}
