using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Checkpoints;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Limits;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Core.Usage;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>Things to store, with every field filled in.</summary>
public static class Sample
{
    public static readonly WorkerId WorkerA = WorkerId.Parse("worker-a");
    public static readonly WorkerId WorkerB = WorkerId.Parse("worker-b");

    public static readonly UsageTotals Used = new(1, 20, 300, 4_000, 5_000_000_000);

    extension(StoreWorld world)
    {
        public Session NewSession(string email = "ada@example.com", string name = "Tea shop") => new()
        {
            Id = SessionId.New(email, world.Time),
            Email = email,
            ClientName = "Ada Löve",
            Name = name,
            Phone = "+43 1 234",
            InitialRequest = "A site for a tea shop 🍵 \"quoted\" <b>\u0000",
            State = SessionState.Ready,
            StateReason = "because",
            Archived = true,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            ExpiresAt = world.Now.AddDays(30),
            DeployedUrl = "http://tea.localhost/",
            ApprovedFrom = RequestId.New(world.Time),
            CreatedBy = IntegrationId.New(world.Time),
            ConversationId = Guid.NewGuid().ToString(),
            Checkpoint = new Checkpoint(7, 3, world.Now, 20, 4096, "sessions/a/checkpoints/3/manifest-7-b", "older"),
            CheckpointProblem = "too large",
            CopyOf = SessionId.New("source@example.com", world.Time),
            AllowedHosts = "api.example.com *.example.org",
        };

        public async Task<Session> StoredSessionAsync(string email = "ada@example.com", string name = "Tea shop")
        {
            var session = world.NewSession(email, name);
            Assert.Equal(
                CreateOutcome.Created,
                await world.Get<Core.Ports.ISessionStore>().CreateAsync(
                    session, TestContext.Current.CancellationToken));
            return session;
        }

        public async Task<LeaseToken> LeaseAsync(SessionId session, WorkerId worker)
        {
            var lease = await world.Get<Core.Ports.ILeaseStore>()
                .AcquireAsync(session, worker, TestContext.Current.CancellationToken);
            Assert.NotNull(lease);
            return lease;
        }

        /// <summary>A lease that another worker has taken over: every write with it must be refused.</summary>
        public async Task<LeaseToken> LostLeaseAsync(SessionId session)
        {
            var old = await world.LeaseAsync(session, WorkerA);
            var taken = await world.Get<Core.Ports.ILeaseStore>().TakeOverAsync(
                new Lease(session, WorkerA, old.Epoch), WorkerB, TestContext.Current.CancellationToken);
            Assert.NotNull(taken);
            return old;
        }

        public ChatMessage NewLine(string content = "Hello", ChatRole role = ChatRole.User) => new()
        {
            Id = MessageId.New(world.Time),
            Role = role,
            Content = content,
            Timestamp = world.Now,
            Delivery = role == ChatRole.User ? Delivery.Queued : null,
        };

        public Submission NewSubmission(SessionId session, string text = "Build it", string? clientMessageId = null)
        {
            var turn = TurnId.New(world.Time);
            var line = world.NewLine(text) with { Turn = turn, ClientMessageId = clientMessageId };
            return new Submission(
                new Turn
                {
                    Id = turn,
                    Session = session,
                    Origin = TurnOrigin.Upload,
                    Message = line.Id,
                    Text = text,
                    Uploads = [UploadId.New(world.Time), UploadId.New(world.Time)],
                    CreatedAt = world.Now,
                    TraceId = "trace",
                },
                line,
                [world.NewEntry("ack")]);
        }

        public FollowUp NewFollowUp(SessionId session)
        {
            var submission = world.NewSubmission(session, "Mend it");
            var repair = new Repair(1, [ReleaseId.New(world.Time)]);
            return new FollowUp(
                submission.Turn with { Origin = TurnOrigin.Repair, Repair = repair },
                submission.Message with { Role = ChatRole.Assistant });
        }

        public async Task<Turn> StoredTurnAsync(SessionId session, string text = "Build it")
        {
            var (result, _) = await world.Get<Core.Ports.ITurnStore>()
                .SubmitAsync(session, world.NewSubmission(session, text), TestContext.Current.CancellationToken);
            Assert.NotNull(result.Turn);
            return result.Turn;
        }

        public NewEntry NewEntry(string type = "status", bool visible = true, StatusPatch? status = null) => new()
        {
            Type = type,
            Message = "Füllt 🍵",
            DataJson = """{"a":[1,"x"]}""",
            RawMessage = "raw",
            Visible = visible,
            Timestamp = world.Now,
            Turn = TurnId.New(world.Time),
            TraceId = "trace",
            Status = status ?? StatusPatch.None,
        };

        public Site NewSite(SessionId session)
        {
            var id = SiteId.New(world.Time);
            return new Site
            {
                Id = id,
                Session = session,
                Slug = "tea",
                Name = "Tée",
                Bucket = $"tmux-{id.Value}",
                Url = "http://tea.localhost/",
                State = SiteState.Propagating,
                CurrentRelease = ReleaseId.New(world.Time),
                CreatedAt = world.Now,
                UpdatedAt = world.Now,
            };
        }

        public Release NewRelease(Site site) => new()
        {
            Id = ReleaseId.New(world.Time),
            Site = site.Id,
            State = ReleaseState.Previous,
            CreatedAt = world.Now,
            Files = 3,
            Bytes = 5_000_000_000,
            Turn = TurnId.New(world.Time),
            CallId = "call",
            ServedAt = world.Now.AddDays(1),
            PrunedAt = world.Now.AddDays(2),
        };

        public BuildRequest NewRequest(SessionId session) => new()
        {
            Id = RequestId.New(world.Time),
            Name = "Ada",
            Email = "ada@example.com",
            Phone = "+43 1 234",
            InitialRequest = "A page",
            Status = RequestStatus.Approved,
            Session = session,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };

        public Grant NewGrant(GrantKind kind, string subject) => new(
            Id<Grant>.New(world.Time).Value, kind, Secret.Hash(Secret.New()), subject, "", world.Now, null);

        /// <summary>One call of the model, for <see cref="Used"/>.</summary>
        public Task<bool> UseAsync(SessionId session, string client) => world.Get<Core.Ports.IUsageStore>().AddAsync(
            new UsageRecord(Guid.NewGuid().ToString(), session, null, client, world.Now, Used),
            TestContext.Current.CancellationToken);

        /// <summary>A call with this key that was answered.</summary>
        public async Task AnswerAsync(string key, string body)
        {
            var answers = world.Get<Core.Ports.IAnswerStore>();
            await answers.BeginAsync(key, "body", TestContext.Current.CancellationToken);
            await answers.FinishAsync(
                key, new StoredAnswer(200, "application/json", body), TestContext.Current.CancellationToken);
        }

        public Upload NewUpload(SessionId session, UploadState state) => new()
        {
            Id = UploadId.New(world.Time),
            Session = session,
            Filename = "Tée.png",
            StoredName = "1_tee.png",
            ContentType = "image/png",
            Size = 123,
            BlobKey = "uploads/x/1_tee.png",
            State = state,
            CreatedAt = world.Now,
        };

        public Command NewCommand(SessionId session, CommandKind kind = CommandKind.Answer) => new(
            CommandId.New(world.Time), session, kind, """{"text":"yes"}""", world.Now, world.Now.AddMinutes(10));
    }
}
