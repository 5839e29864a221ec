namespace PrivacyGateway.Tests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.ReadAll();

    [Fact]
    public void Room_uses_only_rooms_that_it_has_an_arrow_to() => AssertNone(ArrowCheck.FindForbidden(Files));

    [Fact]
    public void Every_file_is_in_the_namespace_of_its_folder() => AssertNone(
        Files.Where(file => file.Room != "Program" && !file.CodeLines.Contains($"namespace {file.Namespace};"))
            .Select(file => $"{file.Path}: the namespace must be {file.Namespace}."));

    [Fact]
    public void Project_file_has_no_global_using_of_a_room()
    {
        var project = Repository.Read("src/PrivacyGateway/PrivacyGateway.csproj");

        Assert.DoesNotContain("Using Include=\"PrivacyGateway", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_arrow_of_the_table_is_used() => AssertNone(ArrowCheck.FindUnused(Files));

    [Fact]
    public void The_table_has_a_row_for_every_room_and_no_other() =>
        Assert.Equal(Files.Select(static file => file.Room).Distinct()
            .Order(StringComparer.Ordinal), Arrows.Allowed.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Arrows_between_rooms_form_no_cycle()
    {
        foreach (var room in Arrows.Allowed.Keys)
            Assert.DoesNotContain(room, Reachable(room));
    }

    [Fact]
    public void No_folder_uses_a_folder_that_uses_it_back() => AssertNone(FolderGraph.From(Files).FindCircles());

    [Fact]
    public void Yarp_is_named_only_in_Forwarding_and_one_registration_in_Hosting()
    {
        var users = LibraryCheck.FilesNaming("Yarp", Files).ToArray();

        AssertNone(users.Where(file => file.Room is not ("Forwarding" or "Hosting")).Select(file => $"{file.Path} names Yarp."));
        Assert.InRange(users.Count(file => file.Room == "Hosting"), 0, 1);
    }

    [Fact]
    public void Polly_is_named_only_in_Sending() => AssertNone(
        LibraryCheck.FilesNaming("Polly", Files).Where(file => file.Room != "Sending").Select(file => $"{file.Path} names Polly."));

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions")]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Sockets")]
    [InlineData("System.IO")]
    [InlineData("TimeProvider")]
    public void Plain_room_names_no_web_clock_disk_or_network_library(string library) => AssertNone(
        LibraryCheck.FilesNaming(library, Files).Where(file => Arrows.PlainRooms.Contains(file.Room))
            .Select(file => $"{file.Path} names {library}."));

    [Fact]
    public void Median_file_has_at_most_70_lines()
    {
        var counts = Files.Select(file => file.LineCount).Order().ToArray();

        Assert.InRange(counts[counts.Length / 2], 1, 70);
    }

    private static HashSet<string> Reachable(string room)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Arrows.Allowed[room]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
                Array.ForEach(Arrows.Allowed[next], open.Push);
        }

        return reached;
    }

    private static void AssertNone(IEnumerable<string> findings) => Assert.True(!findings.Any(), string.Join('\n', findings));
}
