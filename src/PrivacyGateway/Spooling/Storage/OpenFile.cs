namespace PrivacyGateway.Spooling.Storage;

/// <summary>A file that was opened by its path, and whether the path still leads to it.</summary>
internal sealed class OpenFile(string path)
{
    private readonly FileIdentity? _opened = FileIdentity.Find(path) is { IsNone: false } opened ? opened : null;

    /// <summary>False once it was removed, moved or replaced: what is written into it is gone with the process. True where that cannot be told.</summary>
    public bool IsThere => _opened is null || FileIdentity.Find(path) is not { } now || now == _opened;
}
