namespace PrivacyGateway.Tests.Architecture;

/// <summary>Finds the files whose code names a library.</summary>
internal static class LibraryCheck
{
    public static IEnumerable<SourceFile> FilesNaming(string library, IReadOnlyList<SourceFile> files) =>
        files.Where(file => file.CodeLines.Any(line => Names(line, library)));

    private static bool Names(string line, string library)
    {
        for (var at = line.IndexOf(
            library, StringComparison.Ordinal); at >= 0; at = line.IndexOf(library, at + 1, StringComparison.Ordinal))
        {
            var isWhole = (at == 0 || !char.IsLetterOrDigit(line[at - 1]))
                && (at + library.Length == line.Length || !char.IsLetterOrDigit(line[at + library.Length]));
            if (isWhole)
                return true;
        }

        return false;
    }
}
