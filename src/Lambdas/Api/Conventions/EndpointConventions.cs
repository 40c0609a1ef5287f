using Microsoft.AspNetCore.Http.Metadata;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Core.Access;

namespace TmuxBuilder.Api.Conventions;

/// <summary>What an endpoint says about itself; the steps before it and the OpenAPI document read it.</summary>
internal static class EndpointConventions
{
    extension<TBuilder>(TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Lets only these roles call; an admin may call whatever a client may.</summary>
        public TBuilder RequireCaller(params Role[] roles) => builder.WithMetadata(new AccessRule(roles));

        /// <summary>
        /// As <see cref="RequireCaller"/>, for a call about one session, found and checked before the endpoint runs:
        /// <see cref="Caller.Session"/>.
        /// </summary>
        public TBuilder RequireSession(SessionFrom source, params Role[] roles) =>
            builder.WithMetadata(new AccessRule(roles) { Source = source, SessionRequired = true });

        /// <summary>As <see cref="RequireSession"/>, and a deleted session will do.</summary>
        public TBuilder RequireSessionEvenGone(SessionFrom source, params Role[] roles) =>
            builder.WithMetadata(new AccessRule(roles) { Source = source, SessionRequired = true, EvenGone = true });

        /// <summary>A session may be named, or another credential presented: <see cref="Caller.Target"/>.</summary>
        public TBuilder AcceptSession(SessionFrom source, params Role[] roles) =>
            builder.WithMetadata(new AccessRule(roles) { Source = source });

        /// <summary>The largest body; buffered ones are read whole before the endpoint runs.</summary>
        public TBuilder LimitBody(long bytes, bool buffered = true) =>
            builder.WithMetadata(new BodyLimit(bytes, buffered));

        /// <summary>How often one address may call without a credential.</summary>
        public TBuilder LimitRate(RateLimit limit) => builder.WithMetadata(limit);

        /// <summary>An admin's call of it is recorded as <paramref name="action"/>.</summary>
        public TBuilder Audited(string action) => builder.WithMetadata(new AuditedAs(action));

        /// <summary>Its use case records what was done.</summary>
        public TBuilder AuditedInside() => builder.WithMetadata(AuditedByUseCase.Mark);

        /// <summary>Keeps no answer of it for <c>Idempotency-Key</c>: it hands out or ends a credential.</summary>
        public TBuilder WithoutReplay() => builder.WithMetadata(NoReplay.Mark);
    }

    extension(RouteHandlerBuilder builder)
    {
        /// <summary>The statuses, beyond those of every call, with which it answers a problem.</summary>
        public RouteHandlerBuilder Refuses(params int[] statuses)
        {
            foreach (var status in statuses)
            {
                builder.WithMetadata(
                    new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
            }

            return builder;
        }
    }
}
