namespace PrivacyGateway.Tests.Architecture;

public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.ReadAll();

    [Fact]
    public void No_room_uses_a_room_it_has_no_arrow_to() => AssertNone(ArrowCheck.FindForbidden(Files));

    [Fact]
    public void Every_file_is_in_the_namespace_of_its_folder() => AssertNone(
        Files.Where(file => file.Room != "Program" && !file.CodeLines.Contains($"namespace {file.Namespace};"))
            .Select(file => $"{file.Path}: the namespace must be {file.Namespace}."));

    [Fact]
    public void No_project_file_imports_a_room_behind_the_back_of_the_arrows()
    {
        var project = Repository.Read("src/PrivacyGateway/PrivacyGateway.csproj");

        Assert.DoesNotContain("Using Include=\"PrivacyGateway", project, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_has_no_circle()
    {
        foreach (var room in Arrows.Allowed.Keys)
            Assert.DoesNotContain(room, Reachable(room));
    }

    [Fact]
    public void Yarp_is_known_to_forwarding_and_to_one_registration_in_hosting()
    {
        var users = LibraryCheck.FilesNaming("Yarp", Files).ToArray();

        AssertNone(users.Where(file => file.Room is not ("Forwarding" or "Hosting")).Select(file => $"{file.Path} names Yarp."));
        Assert.InRange(users.Count(file => file.Room == "Hosting"), 0, 1);
    }

    [Fact]
    public void Polly_is_known_to_sending_alone() => AssertNone(
        LibraryCheck.FilesNaming("Polly", Files).Where(file => file.Room != "Sending").Select(file => $"{file.Path} names Polly."));

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions")]
    [InlineData("System.Net.Http")]
    [InlineData("System.Net.Sockets")]
    [InlineData("System.IO")]
    [InlineData("TimeProvider")]
    public void A_plain_room_knows_no_web_no_clock_no_disk_and_no_network(string library) => AssertNone(
        LibraryCheck.FilesNaming(library, Files).Where(file => Arrows.PlainRooms.Contains(file.Room)).Select(file => $"{file.Path} names {library}."));

    [Fact]
    public void No_file_is_longer_than_250_lines() => AssertNone(
        Files.Where(file => file.LineCount > 250).Select(file => $"{file.Path} has {file.LineCount} lines."));

    [Fact]
    public void The_median_file_has_at_most_70_lines()
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
