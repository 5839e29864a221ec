namespace PrivacyGateway.Spooling.Storage;

/// <summary>Detects whether the path of an open file still refers to that file.</summary>
internal sealed class OpenFile(string path)
{
    private readonly FileIdentity? _opened = FileIdentity.Find(path) is { IsMissing: false } opened ? opened : null;

    /// <summary>
    /// False if the file was removed, moved or replaced, so that its content is lost when the process ends. True if unknown.
    /// </summary>
    public bool IsInPlace => _opened is null || FileIdentity.Find(path) is not { } now || now == _opened;
}
