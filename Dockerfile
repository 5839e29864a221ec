# syntax=docker/dockerfile:1
# How to run it, and what to mount: docs/container.md.
# Pinned by digest, so that a later build uses the same bases; the tag is for readers. Renew both together.
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0.400-noble@sha256:e1ffd2a92ae84c1291bc1b6887501f8af98e6331e7af6d4c8d37168c5e87a64c
# "extra" is the chiseled image with ICU. Without ICU names cannot be folded, and the gateway refuses to start.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0.11-noble-chiseled-extra@sha256:f5b3b2e2e548828d50e349726f51a5de001286f02c4bbde77db0dd34eb9f55ff

FROM ${SDK_IMAGE} AS build
WORKDIR /source
COPY global.json dotnet-tools.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/PrivacyGateway/PrivacyGateway.csproj src/PrivacyGateway/packages.lock.json src/PrivacyGateway/
# ReadyToRun: a replica that starts under load runs code that was compiled here. (docs/decisions/0011-where-a-hit-runs.md)
RUN dotnet restore src/PrivacyGateway --locked-mode --use-current-runtime -p:PublishReadyToRun=true
COPY deploy/ deploy/
RUN mkdir /app && deploy/sbom.sh /app/sbom.cdx.json
COPY src/ src/
# The entrypoint is "dotnet", so no executable, no IIS files and no symbols are needed beside the assembly.
RUN dotnet publish src/PrivacyGateway --configuration Release --no-restore --use-current-runtime --no-self-contained --output /app \
    -p:PublishReadyToRun=true -p:UseAppHost=false -p:DebugType=none -p:PublishDocumentationFile=false -p:IsTransformWebConfigDisabled=true \
    && mkdir /data

FROM ${RUNTIME_IMAGE}
ARG RUNTIME_IMAGE
ARG VERSION=0.2.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="PrivacyGateway" \
      org.opencontainers.image.description="Reverse proxy that enforces anonymous tracking on the wire" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${RUNTIME_IMAGE}"
WORKDIR /app
COPY --from=build /app .
# Mount point of a volume for the spool; the volume takes over the owner.
COPY --from=build --chown=1654:1654 --chmod=700 /data /var/lib/privacy-gateway
# The sample, so that the image starts as it is. Mount a directory here: a single mounted file does not follow its replacement.
COPY config/ /etc/privacy-gateway/
# EnableDiagnostics=0: no debugger or dump can read visitors' hits from the process, and a read-only /tmp has no room for its socket.
# delaySeconds: balancers need a moment to see that this replica stops before it closes its listeners.
ENV ASPNETCORE_HTTP_PORTS=8080 \
    PrivacyGateway__Admin__Url=http://+:8081 \
    PrivacyGateway__Shutdown__delaySeconds=5 \
    DOTNET_EnableDiagnostics=0
EXPOSE 8080 8081
# The number that the base images call APP_UID; a number, so that runAsNonRoot can be checked without a user table.
USER 1654
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["dotnet", "PrivacyGateway.dll", "healthcheck", "--config", "/etc/privacy-gateway/proxy.json"]
ENTRYPOINT ["dotnet", "PrivacyGateway.dll"]
CMD ["serve", "--config", "/etc/privacy-gateway/proxy.json"]
