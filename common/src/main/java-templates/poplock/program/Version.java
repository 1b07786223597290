package poplock.program;

/** The release, as the pom has it. */
public final class Version {
    public static final String RELEASE = "${project.version}";

    private Version() {}
}
