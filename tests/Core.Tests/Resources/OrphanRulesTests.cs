using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Resources;

public sealed class OrphanRulesTests
{
    private static readonly DateTimeOffset Before = new(2026, 2, 4, 7, 0, 0, TimeSpan.Zero);
    private static readonly SessionId Id = SessionId.New("ada@example.com", TimeProvider.System);

    [Theory]
    [InlineData(ResourceKind.Bucket, ResourceStage.Intent, null, OrphanFate.Remove)]
    [InlineData(ResourceKind.Bucket, ResourceStage.Intent, false, OrphanFate.Remove)]
    [InlineData(ResourceKind.Bucket, ResourceStage.Intent, true, OrphanFate.Confirm)]
    [InlineData(ResourceKind.Bucket, ResourceStage.Fact, null, OrphanFate.Keep)]
    [InlineData(ResourceKind.Distribution, ResourceStage.Intent, false, OrphanFate.Remove)]
    [InlineData(ResourceKind.Distribution, ResourceStage.Removing, false, OrphanFate.Remove)]
    [InlineData(ResourceKind.Distribution, ResourceStage.Removing, true, OrphanFate.Confirm)]
    [InlineData(ResourceKind.Distribution, ResourceStage.Fact, true, OrphanFate.Keep)]
    [InlineData(ResourceKind.User, ResourceStage.Intent, null, OrphanFate.Remove)]
    [InlineData(ResourceKind.User, ResourceStage.Fact, null, OrphanFate.Keep)]
    public void What_is_used_is_made_whole_and_what_nothing_leads_to_goes(
        ResourceKind kind, ResourceStage stage, bool? served, OrphanFate fate) =>
        Assert.Equal(
            fate,
            OrphanRules.Judge(
                Line(kind, stage), Session(SessionState.Ready), served is { } has ? Site(has) : null, Before));

    [Theory]
    [InlineData(ResourceKind.User, ResourceStage.Fact, OrphanFate.Remove)]
    [InlineData(ResourceKind.Bucket, ResourceStage.Fact, OrphanFate.Keep)]
    [InlineData(ResourceKind.Bucket, ResourceStage.Intent, OrphanFate.Confirm)]
    public void A_deleted_session_loses_its_user_and_keeps_its_sites(
        ResourceKind kind, ResourceStage stage, OrphanFate fate) =>
        Assert.Equal(
            fate, OrphanRules.Judge(Line(kind, stage), Session(SessionState.Deleted), Site(true), Before));

    [Fact]
    public void What_is_young_or_of_a_session_that_is_purged_is_left_to_others()
    {
        var line = Line(ResourceKind.Bucket, ResourceStage.Intent);

        Assert.Equal(
            OrphanFate.Keep,
            OrphanRules.Judge(line with { CreatedAt = Before }, Session(SessionState.Ready), null, Before));
        Assert.Equal(OrphanFate.Keep, OrphanRules.Judge(line, Session(SessionState.Purging), null, Before));
    }

    [Fact]
    public void A_bucket_that_is_another_sessions_by_now_is_left_alone()
    {
        var theirs = Site(served: false) with { Session = SessionId.New("bob@example.com", TimeProvider.System) };

        Assert.Equal(
            OrphanFate.Keep,
            OrphanRules.Judge(
                Line(ResourceKind.Bucket, ResourceStage.Intent), Session(SessionState.Ready), theirs, Before));
    }

    private static ResourceRecord Line(ResourceKind kind, ResourceStage stage) =>
        new(Id, kind, "tmux-a", stage, Before.AddTicks(-1), new Dictionary<string, string>());

    private static Session Session(SessionState state) => new()
    {
        Id = Id,
        Email = "ada@example.com",
        ClientName = "Ada",
        Name = "Tea shop",
        State = state,
        CreatedAt = Before,
        UpdatedAt = Before,
    };

    private static Site Site(bool served) => new()
    {
        Id = SiteId.New(TimeProvider.System),
        Session = Id,
        Slug = "tea",
        Name = "Tea",
        Bucket = "tmux-a",
        Url = "https://tea.example.com/",
        CurrentRelease = served ? ReleaseId.New(TimeProvider.System) : null,
        CreatedAt = Before,
        UpdatedAt = Before,
    };
}
