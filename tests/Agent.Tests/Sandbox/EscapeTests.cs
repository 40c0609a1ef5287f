using TmuxBuilder.Escape;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>The short form of the escape suite: one attempt of each class, with its control.</summary>
public sealed class EscapeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_attempt_of_every_class_is_refused_and_its_control_is_not()
    {
        await using var output = new StringWriter();

        var status = await EscapeSuite.RunAsync(EscapeSuite.OneOfEachClass, output, Token);

        Assert.True(status == 0, output.ToString());
    }

    [Fact]
    public void The_suite_is_as_large_as_it_claims()
    {
        Assert.InRange(EscapeSuite.All.Count, 60, 200);
        Assert.InRange(EscapeSuite.OneOfEachClass.Count, 20, 60);
        Assert.Equal(
            EscapeSuite.All.Count,
            EscapeSuite.All.Select(attempt => (attempt.Class, attempt.Name)).Distinct().Count());
    }
}
