using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Core.Tests.Sites;

public sealed class ReleaseRetentionTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 4, 7, 0, 0, TimeSpan.Zero);
    private static readonly SiteId Site = SiteId.New(TimeProvider.System);

    [Fact]
    public void The_five_that_were_served_before_are_kept_however_old()
    {
        var releases = Enumerable.Range(0, 8)
            .Select(age => Of(age == 0 ? ReleaseState.Current : ReleaseState.Previous, TimeSpan.FromDays(10 + age)))
            .ToList();

        Assert.Equal(releases[6..], ReleaseRetention.Expired(releases, releases[0].Id, Now));
    }

    [Fact]
    public void The_current_one_is_kept_whatever_its_record_says()
    {
        // After a rollback the current one is the oldest; a crash may have left it called previous.
        var releases = Enumerable.Range(0, 8)
            .Select(age => Of(ReleaseState.Previous, TimeSpan.FromDays(10 + age)))
            .ToList();

        Assert.Equal(releases[5..7], ReleaseRetention.Expired(releases, releases[7].Id, Now));
    }

    [Fact]
    public void Failed_ones_go_after_a_day_and_take_no_place()
    {
        Release[] releases =
        [
            Of(ReleaseState.Current, TimeSpan.Zero),
            Of(ReleaseState.Failed, TimeSpan.FromHours(23)),
            Of(ReleaseState.Failed, TimeSpan.FromDays(1)),
            .. Enumerable.Range(0, 5).Select(age => Of(ReleaseState.Previous, TimeSpan.FromDays(2 + age))),
        ];

        Assert.Equal([releases[2]], ReleaseRetention.Expired(releases, releases[0].Id, Now));
    }

    [Fact]
    public void Somebody_who_publishes_all_day_long_fills_no_disk()
    {
        var releases = Enumerable.Range(0, 200)
            .Select(age => Of(age == 0 ? ReleaseState.Current : ReleaseState.Previous, TimeSpan.FromMinutes(age)))
            .ToList();

        var expired = ReleaseRetention.Expired(releases, releases[0].Id, Now);

        Assert.Equal(releases[(1 + ReleaseRetention.Kept + ReleaseRetention.KeptFresh)..], expired);
    }

    [Fact]
    public void What_is_uploaded_now_or_gone_already_is_not_removed()
    {
        Release[] releases =
        [
            Of(ReleaseState.Uploading, TimeSpan.FromDays(2)),
            Of(ReleaseState.Failed, TimeSpan.FromDays(2)) with { PrunedAt = Now },
        ];

        Assert.Empty(ReleaseRetention.Expired(releases, null, Now));
    }

    private static Release Of(ReleaseState state, TimeSpan age) => new()
    {
        Id = ReleaseId.New(TimeProvider.System),
        Site = Site,
        State = state,
        CreatedAt = Now - age,
    };
}
