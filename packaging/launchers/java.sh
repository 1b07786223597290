# Finds a Java of 25 or newer and a program's jar. Sourced by the launchers, which set $here to their own folder: in the
# source tree packaging/launchers, installed /usr/lib/smtp-poplock/launchers.
# $options are the JVM's for the program.
# shellcheck shell=sh
# shellcheck disable=SC2154 # set by the launchers

NEEDED=25

# The first number of the version of the runtime in folder $1, as $major; 0 if there is no runtime. Starting a JVM to
# ask it costs more than the program's own start, so only a runtime without a release file is asked.
java_major() {
    major=0
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
            JAVA_VERSION=*) release=${line#*=}; release=${release#\"} ;;
            esac
        done <"$1/release"
    else
        release=$("$1/bin/java" -version 2>&1 </dev/null) || return 0
        release=${release#*version \"}
    fi
    major=${release%%[!0-9]*}
    major=${major:-0}
}

# Takes the runtime in folder $1 as $java if it is new enough.
take_java() {
    java_major "$1"
    [ "$major" -ge "$NEEDED" ] || return 1
    java=$1/bin/java
}

take_newest() {
    newest=0
    home=
    for folder in /usr/lib/jvm/*; do
        java_major "$folder"
        if [ "$major" -gt "$newest" ]; then
            newest=$major
            home=$folder
        fi
    done
    [ "$newest" -ge "$NEEDED" ] && take_java "$home"
}

# Takes the runtime that an executable belongs to; the one in PATH is a symbolic link mostly.
take_executable() {
    [ -x "$1" ] || return 1
    file=$(readlink -f "$1") || return 1
    case $file in
    */bin/java) take_java "${file%/bin/java}" ;;
    *) return 1 ;;
    esac
}

# Sets $java; false with the reason as $why if there is none.
find_java() {
    if [ -n "${SMTP_POPLOCK_JAVA-}" ]; then
        why="SMTP_POPLOCK_JAVA=$SMTP_POPLOCK_JAVA is no Java $NEEDED or newer"
        if [ -d "$SMTP_POPLOCK_JAVA" ]; then
            take_java "$SMTP_POPLOCK_JAVA"
        else
            take_executable "$SMTP_POPLOCK_JAVA"
        fi
        return
    fi
    why="no Java $NEEDED or newer in SMTP_POPLOCK_JAVA, JAVA_HOME, /usr/lib/jvm or PATH"
    [ -n "${JAVA_HOME-}" ] && take_java "$JAVA_HOME" && return
    take_java "$here/../runtime" && return
    take_newest && return
    take_executable "$(command -v java)"
}

# Sets $jar to the jar of program $1; false with the reason as $why if it is not there.
find_jar() {
    why="no $1.jar beside the launcher; build it with: mvn package"
    for jar in "$here/../$1.jar" "$here/../../$1/target/$1.jar"; do
        [ -r "$jar" ] && return
    done
    return 1
}

# Runs program $1, whose main class is $2, with the rest of the arguments, in the place of this shell.
run_java() {
    program=$1
    main=$2
    shift 2
    if ! find_java || ! find_jar "$program"; then
        printf '%s: fatal: %s\n' "$program" "$why" >&2
        exit 100
    fi
    archive=$here/../classes.jsa
    # The package's class data archive fits only its own runtime, and a class path that begins as it was made with.
    if [ "$java" = "$here/../runtime/bin/java" ] && [ -r "$archive" ]; then
        # shellcheck disable=SC2086 # the administrator's options are several words
        exec "$java" --enable-native-access=ALL-UNNAMED -XX:SharedArchiveFile="$archive" $options ${SMTP_POPLOCK_JAVA_OPTIONS-} \
            -cp "$here/../readlog.jar" "$main" "$@"
    fi
    # shellcheck disable=SC2086
    exec "$java" $options ${SMTP_POPLOCK_JAVA_OPTIONS-} -jar "$jar" "$@"
}
