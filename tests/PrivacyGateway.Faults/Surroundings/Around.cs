namespace PrivacyGateway.Faults.Surroundings;

/// <summary>A fault around one gateway process, and the resources of this machine that it needs.</summary>
/// <param name="Launcher">The command that becomes the gateway.</param>
/// <param name="Missing">Why it is unavailable here; null if it is available.</param>
internal record Around(IReadOnlyList<string> Launcher, string? Missing = null)
{
    public static Around Nothing { get; } = new([]);

    /// <summary>Reads until both listeners are named, then holds the pipe open and never reads again.</summary>
    public static Around StoppedReader { get; } = new(
        ["bash", "-c", "exec \"$0\" \"$@\" > >(sed -u '/Admin listening/q'; exec tail --pid=$$ -f /dev/null > /dev/null 2>&1) 2>&1"]);

    public static Around FewDescriptors { get; } = new(["sh", "-c", "ulimit -n 1024; exec \"$0\" \"$@\""]);
}
