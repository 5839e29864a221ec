namespace PrivacyGateway.Faults.Staging;

/// <summary>
/// Names and addresses that only one gateway process sees: a file over its view of <c>/etc/hosts</c>, in a mount namespace that
/// ends with it. The machine's file is never touched. Needs root.
/// </summary>
internal sealed class OwnHosts(string file)
{
    public const string Name = "track-domain.test";

    private const string Cover = "mount --bind \"$0\" /etc/hosts && exec \"$@\"";

    public IReadOnlyList<string> Launcher => ["unshare", "--mount", "sh", "-c", Cover, file];

    /// <summary>Written in place: the gateway sees this very file.</summary>
    public void PointTo(string address) => File.WriteAllText(file, $"127.0.0.1 localhost\n{address} {Name}\n");

    public bool Works()
    {
        PointTo("127.0.0.1");
        return Command.Succeeds([.. Launcher, "true"]);
    }
}
