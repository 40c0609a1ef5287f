using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Uploads;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>How <see cref="ISessionStore"/> erases.</summary>
public abstract class SessionEraseContract : PortContract
{
    [Fact]
    public async Task Erasing_removes_what_the_session_said_and_who_it_was()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Log.AppendAsync(
            session.Id,
            [World.NewEntry(status: new StatusPatch("phase", 50, "message")), World.NewEntry(visible: false)],
            lease,
            Cancellation);
        await Commands.AddAsync(World.NewCommand(session.Id), Cancellation);
        await World.Get<IUploadStore>().SaveAsync(World.NewUpload(session.Id, UploadState.Complete), Cancellation);
        var other = await World.StoredSessionAsync();
        await World.StoredTurnAsync(other.Id);
        Time.Advance(TimeSpan.FromHours(1));

        Assert.True(await Sessions.EraseAsync(session.Id, null, Cancellation));
        Assert.True(await Sessions.EraseAsync(session.Id, null, Cancellation));

        var erased = await Sessions.FindAsync(session.Id, Cancellation);
        var nothing = new Session
        {
            Id = session.Id,
            Email = "",
            ClientName = "",
            Name = "",
            State = SessionState.Purged,
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        Assert.Equal(nothing, erased);
        Assert.Null(await Sessions.FindRowAsync(session.Id, Cancellation));
        Assert.Equal(SaveOutcome.Absent, await Sessions.SaveAsync(session, null, Cancellation));
        Assert.Null(await Log.HeadAsync(session.Id, Cancellation));
        Assert.Null(await Leases.FindAsync(session.Id, Cancellation));
        Assert.Null(await Leases.AcquireAsync(session.Id, Sample.WorkerA, Cancellation));
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Null(await Turns.FindAsync(session.Id, turn.Id, Cancellation));
        Assert.Empty(await Log.ReadRawAsync(session.Id, -1, 10, Cancellation));
        Assert.Empty(await Commands.ListPendingAsync(session.Id, Now.AddHours(-1), Cancellation));
        Assert.Empty(await World.Get<IUploadStore>().ListAsync(session.Id, Cancellation));
        Assert.Equal([other.Id], await Sessions.ListWithWorkAsync(10, Cancellation));
        Assert.Single(await Chat.TailAsync(other.Id, 10, Cancellation));
        Assert.Equal(other, await Sessions.FindAsync(other.Id, Cancellation));
    }

    [Fact]
    public async Task Erasing_removes_what_was_made_for_the_session()
    {
        var (session, left) = await FilledAsync();
        var (_, other) = await FilledAsync();

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal((0, 0, 0, 0L, 0, 0, 0), await left());
        Assert.Equal((1, 1, 1, 1L, 3, 1, 1), await other());
    }

    [Fact]
    public async Task A_copy_forgets_what_it_was_copied_from_and_stays_otherwise()
    {
        var session = await World.StoredSessionAsync();
        var copy = World.NewSession() with { CopyOf = session.Id };
        var other = World.NewSession() with { CopyOf = SessionId.New("b@example.com", Time) };
        await Sessions.CreateAsync(copy, Cancellation);
        await Sessions.CreateAsync(other, Cancellation);

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal(
            copy with { CopyOf = null, Version = copy.Version + 1 }, await Sessions.FindAsync(copy.Id, Cancellation));
        Assert.Equal(SaveOutcome.Stale, await Sessions.SaveAsync(copy, null, Cancellation));
        Assert.Equal(other, await Sessions.FindAsync(other.Id, Cancellation));
    }

    [Fact]
    public async Task A_request_that_became_another_session_stays()
    {
        var session = await World.StoredSessionAsync();
        var request = World.NewRequest(SessionId.New("b@example.com", Time)) with { Id = session.ApprovedFrom!.Value };
        await World.Get<IRequestStore>().CreateAsync(request, Cancellation);

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal(request, await World.Get<IRequestStore>().FindAsync(request.Id, Cancellation));
    }

    [Fact]
    public async Task With_the_last_of_its_sessions_a_client_is_forgotten_and_what_it_used_counts_on()
    {
        const string email = "Ada@example.com";
        var first = await World.StoredSessionAsync(email);
        var last = await World.StoredSessionAsync(email);
        await Sessions.SaveAsync(last with { State = SessionState.Deleted }, null, Cancellation);
        var other = await World.StoredSessionAsync("bob@example.com");
        foreach (var client in new[] { email, other.Email })
        {
            await World.Get<IClientStore>().SaveAsync(
                new ClientProfile(client, "Ada", "1", "", ClientProfile.DefaultTheme), Cancellation);
            foreach (var kind in new[] { GrantKind.ClientToken, GrantKind.LoginLink })
            {
                await World.Get<IGrantStore>().AddAsync(World.NewGrant(kind, client.ToLowerInvariant()), Cancellation);
            }

            await World.UseAsync(last.Id, client.ToLowerInvariant());
            await World.AnswerAsync($"of {client}", $$"""{"email":"{{client.ToLowerInvariant()}}"}""");
        }

        await Sessions.EraseAsync(first.Id, null, Cancellation);
        Assert.Equal((1, 2, 1, 1), await LeftOfClientAsync(email));

        await Sessions.EraseAsync(last.Id, null, Cancellation);
        Assert.Equal((0, 0, 0, 0), await LeftOfClientAsync(email));
        Assert.Equal((1, 2, 1, 1), await LeftOfClientAsync(other.Email));
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        Assert.Equal([(day, Sample.Used)], await World.Get<IUsageStore>().ClientDaysAsync("", day, day, Cancellation));
    }

    [Fact]
    public async Task An_address_in_an_answer_is_found_as_JSON_writes_it()
    {
        const string email = "ada+tea@example.com";
        var session = await World.StoredSessionAsync(email);
        var body = JsonSerializer.Serialize(new Dictionary<string, string> { ["email"] = email });
        Assert.DoesNotContain(email, body, StringComparison.Ordinal);
        await World.AnswerAsync($"of {email}", body);

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal(0, await AnswersAsync($"of {email}"));
    }

    [Fact]
    public async Task Erasing_with_an_old_epoch_is_refused_and_changes_nothing()
    {
        var session = await World.StoredSessionAsync();
        var turn = await World.StoredTurnAsync(session.Id);
        var lost = await World.LostLeaseAsync(session.Id);
        var foreign = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var before = await Sessions.FindRowAsync(session.Id, Cancellation);

        Assert.False(await Sessions.EraseAsync(session.Id, lost, Cancellation));
        Assert.False(await Sessions.EraseAsync(session.Id, foreign, Cancellation));

        Assert.Equal(before, await Sessions.FindRowAsync(session.Id, Cancellation));
        Assert.NotNull(await Turns.FindAsync(session.Id, turn.Id, Cancellation));
        Assert.Single(await Chat.TailAsync(session.Id, 10, Cancellation));

        var held = await World.LeaseAsync(session.Id, Sample.WorkerB);
        Assert.True(await Sessions.EraseAsync(session.Id, held, Cancellation));
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
    }

    [Fact]
    public async Task Nothing_is_added_to_an_erased_session()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);

        await Sessions.EraseAsync(session.Id, null, Cancellation);

        Assert.Equal(
            AppendOutcome.SessionGone,
            (await Log.AppendAsync(session.Id, [World.NewEntry()], lease, Cancellation)).Outcome);
        Assert.False(await Chat.AddAsync(session.Id, World.NewLine(), lease, Cancellation));
        Assert.Empty(await Chat.TailAsync(session.Id, 10, Cancellation));
        Assert.Empty(await Log.ReadAsync(session.Id, 0, 10, Cancellation));
    }

    /// <summary>A session with one of everything, and a look at how much of it there is.</summary>
    private async Task<(Session Session, Func<Task<(int, int, int, long, int, int, int)>> Count)> FilledAsync()
    {
        var session = await World.StoredSessionAsync($"{Guid.NewGuid():n}@example.com");
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var site = World.NewSite(session.Id);
        await World.Get<ISiteStore>().CreateAsync(site, lease, Cancellation);
        await World.Get<ISiteStore>().PutReleaseAsync(session.Id, World.NewRelease(site), lease, Cancellation);
        await World.Get<IResourceLedger>().PutAsync(
            new ResourceRecord(
                session.Id,
                ResourceKind.Bucket,
                site.Bucket,
                ResourceStage.Fact,
                Now,
                new Dictionary<string, string>()),
            lease,
            Cancellation);
        await World.UseAsync(session.Id, session.Email);
        GrantKind[] kinds = [GrantKind.Share, GrantKind.SessionCookie, GrantKind.SocketTicket];
        foreach (var kind in kinds)
        {
            await World.Get<IGrantStore>().AddAsync(World.NewGrant(kind, session.Id.Value), Cancellation);
        }

        var request = World.NewRequest(session.Id) with { Id = session.ApprovedFrom!.Value };
        await World.Get<IRequestStore>().CreateAsync(request, Cancellation);
        await World.AnswerAsync($"of {session.Id.Value}", $$"""{"guid":"{{session.Id.Value}}"}""");
        return (session, async () => (
            (await World.Get<ISiteStore>().ListAsync(session.Id, Cancellation)).Count,
            (await World.Get<ISiteStore>().ListReleasesAsync(site.Id, Cancellation)).Count,
            (await World.Get<IResourceLedger>().ListAsync(session.Id, Cancellation)).Count,
            (await World.Get<IUsageStore>().SessionTotalAsync(session.Id, Cancellation)).Input,
            await GrantsAsync(session.Id.Value, kinds),
            await World.Get<IRequestStore>().FindAsync(request.Id, Cancellation) is null ? 0 : 1,
            await AnswersAsync($"of {session.Id.Value}")));
    }

    private async Task<(int Profiles, int Grants, int Days, int Answers)> LeftOfClientAsync(string email)
    {
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        return (
            await World.Get<IClientStore>().FindAsync(email, Cancellation) is null ? 0 : 1,
            await GrantsAsync(email.ToLowerInvariant(), GrantKind.ClientToken, GrantKind.LoginLink),
            (await World.Get<IUsageStore>().ClientDaysAsync(email.ToLowerInvariant(), day, day, Cancellation)).Count,
            await AnswersAsync($"of {email}"));
    }

    private async Task<int> GrantsAsync(string subject, params GrantKind[] kinds)
    {
        var count = 0;
        foreach (var kind in kinds)
        {
            count += (await World.Get<IGrantStore>().ListAsync(kind, subject, Now, Cancellation)).Count;
        }

        return count;
    }

    private async Task<int> AnswersAsync(string key) =>
        (await World.Get<IAnswerStore>().BeginAsync(key, "body", Cancellation)).State == AnswerState.Answered ? 1 : 0;
}
