namespace PrivacyGateway.Tests.Architecture;

/// <summary>
/// Finds every reference from one room to another: <c>using</c> lines, full names, and half names such as <c>Rewriting.Trace</c>,
/// which compile without a <c>using</c> because the rooms are nested in one namespace.
/// </summary>
internal static class ArrowCheck
{
    public static IReadOnlyList<string> FindForbidden(IReadOnlyList<SourceFile> files)
    {
        var types = files.ToLookup(file => file.Room, file => file.TypeName, StringComparer.Ordinal);
        return [.. files.SelectMany(file => FindForbidden(file, types))];
    }

    /// <summary>The arrows of the table that no file uses.</summary>
    public static IReadOnlyList<string> FindUnused(IReadOnlyList<SourceFile> files)
    {
        var types = files.ToLookup(file => file.Room, file => file.TypeName, StringComparer.Ordinal);
        var used = files.SelectMany(file => DottedName.AllIn(file.CodeLines).Select(name => (file.Room, RoomOf(name, types)))).ToHashSet();
        return
        [
            .. from arrows in Arrows.Allowed
               from room in arrows.Value
               where !used.Contains((arrows.Key, room))
               select $"{Arrows.Page}: {arrows.Key} may import {room}, but no file does.",
        ];
    }

    private static IEnumerable<string> FindForbidden(SourceFile file, ILookup<string, string> types)
    {
        if (!Arrows.Allowed.TryGetValue(file.Room, out var allowed))
            return [$"{file.Path}: {file.Room} is no room in the table of {Arrows.Page}."];

        return DottedName.AllIn(file.CodeLines)
            .Select(name => (name.Line, Room: RoomOf(name, types)))
            .Where(use => use.Room is not null && use.Room != file.Room && !allowed.Contains(use.Room))
            .Distinct()
            .Select(use =>
                $"{file.Path}({use.Line}): {file.Room} may not use {use.Room}. Allowed: "
                    + $"{(allowed.Length == 0 ? "nothing" : string.Join(", ", allowed))}.");
    }

    private static string? RoomOf(DottedName name, ILookup<string, string> types) => name.Parts switch
    {
        ["PrivacyGateway", var room, ..] => room,
        [var room, var type, ..] when types[room].Contains(type) => room,
        _ => null,
    };
}
