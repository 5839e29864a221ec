namespace PrivacyGateway.Tests.Architecture;

/// <summary>
/// Which folder uses which, down to subfolders. A folder uses another if a file imports its namespace, or names one of its types: the
/// namespaces around a file need no <c>using</c>.
/// </summary>
internal sealed class FolderGraph
{
    private readonly Dictionary<string, SortedSet<string>> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), string> _examples = [];

    private FolderGraph()
    {
    }

    public static FolderGraph From(IReadOnlyList<SourceFile> files)
    {
        var graph = new FolderGraph();

        // Program stands above all rooms, and none can use it.
        var inRooms = files.Where(static file => file.Room != "Program").ToArray();
        var folders = inRooms.Select(static file => file.Namespace).ToHashSet(StringComparer.Ordinal);
        var types = inRooms.ToLookup(static file => file.TypeName, static file => file.Namespace, StringComparer.Ordinal);
        foreach (var file in files)
        {
            graph._uses.TryAdd(file.Namespace, new SortedSet<string>(StringComparer.Ordinal));
            foreach (var (folder, line) in UsesOf(file, folders, types).Where(use => use.Folder != file.Namespace))
            {
                graph._uses[file.Namespace].Add(folder);
                graph._examples.TryAdd((file.Namespace, folder), $"{file.Path}({line})");
            }
        }

        return graph;
    }

    /// <summary>Each shortest way from a folder back to itself, once, with a place in the code for every step.</summary>
    public IReadOnlyList<string> FindCircles()
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in _uses.Keys.Order(StringComparer.Ordinal))
        {
            if (WayBack(start) is { } way && seen.Add(string.Join(' ', way.Order(StringComparer.Ordinal))))
                found.Add(string.Join("; ", way.Select((folder, i) => Describe(folder, way[(i + 1) % way.Count]))));
        }

        return found;
    }

    private string Describe(string from, string to) => $"{from} uses {to} in {_examples[(from, to)]}";

    private List<string>? WayBack(string start)
    {
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var next in _uses.TryGetValue(folder, out var uses) ? uses : [])
            {
                if (next == start)
                    return Trail(before, start, folder);
                if (before.TryAdd(next, folder))
                    open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<string> Trail(Dictionary<string, string> before, string start, string end)
    {
        var trail = new List<string> { end };
        while (trail[^1] != start)
            trail.Add(before[trail[^1]]);
        trail.Reverse();
        return trail;
    }

    private static IEnumerable<(string Folder, int Line)> UsesOf(SourceFile file, HashSet<string> folders, ILookup<string, string> types)
    {
        var around = Around(file.Namespace).ToArray();

        // In an enumeration, names are members: MailAddress there is no use of the class.
        var isEnumeration = file.CodeLines.Any(static line => line.Contains(" enum ", StringComparison.Ordinal));
        foreach (var name in DottedName.AllIn(file.CodeLines))
        {
            var full = string.Join('.', name.Parts);
            if (name.Parts[0] == "PrivacyGateway")
            {
                if (Around(full).FirstOrDefault(folders.Contains) is { } folder)
                    yield return (folder, name.Line);
            }
            else if (around.FirstOrDefault(types[name.Parts[0]].Contains) is { } owner)
            {
                if (!isEnumeration && !(name.Parts.Count == 1 && IsCall(file.CodeLines[name.Line - 1], name.Parts[0])))
                    yield return (owner, name.Line);
            }
            else if (around.Select(outer => FolderOf(outer, name.Parts, types))
                .FirstOrDefault(static folder => folder is not null) is { } qualified)
            {
                yield return (qualified, name.Line);
            }
        }
    }

    /// <summary>Whether the line only calls or declares a method of that name: <c>Quarantine(now)</c> is no use of a class.</summary>
    private static bool IsCall(string line, string name)
    {
        for (var at = line.IndexOf(name, StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var (before, behind) = (line[..at], line[(at + name.Length)..]);
            var isWhole = !(before.Length > 0 && IsOfAName(before[^1])) && !(behind.Length > 0 && IsOfAName(behind[0]));
            before = before.TrimEnd();
            if (isWhole
                && (!behind.TrimStart().StartsWith('(') || before.EndsWith("new", StringComparison.Ordinal) || before.EndsWith(':')))
                return false;
        }

        return true;
    }

    private static bool IsOfAName(char character) => char.IsLetterOrDigit(character) || character == '_';

    /// <summary>The folder that a half name such as <c>Personal.Iban</c> means when it stands in <paramref name="outer"/>.</summary>
    private static string? FolderOf(string outer, IReadOnlyList<string> parts, ILookup<string, string> types)
    {
        for (var length = parts.Count - 1; length > 0; length--)
        {
            var folder = $"{outer}.{string.Join('.', parts.Take(length))}";
            if (types[parts[length]].Contains(folder))
                return folder;
        }

        return null;
    }

    /// <summary>A namespace and those around it, from the inside out.</summary>
    private static IEnumerable<string> Around(string name)
    {
        for (; name.Length > 0; name = name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "")
            yield return name;
    }
}
