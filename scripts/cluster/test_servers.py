#!/usr/bin/env python3
"""Tries the cluster scripts on servers of its own, on this machine alone.

    scripts/cluster/test_servers.py            both
    scripts/cluster/test_servers.py parallel   GNU parallel over a private sshd
    scripts/cluster/test_servers.py slurm      a Slurm of two nodes; one of them
                                               is killed while it works

Each campaign, shared out and disturbed, must end with the same bugs and counts
as the same campaign in one piece. Needs to be root, and the Debian packages
parallel, openssh-server, slurm-wlm and munge. Starts servers on loopback only,
in a folder of its own, and takes them down again whatever happens. Takes some
minutes: it is run by hand and weekly, not with every test run.

Exit code 0: all is as it should be; 1: it is not; 77: a package is missing.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = os.environ.get("ALTEREGO_PROGRAM",
                         str(ROOT / "build/release/bin/alterego"))
RUNS = 500
# The time of day is not drawn: it would not be the same twice.
CAMPAIGN = ["--seed", "9", "--runs", str(RUNS), "--no-known", "--no-reduce",
            "--checkpoint", "500ms", "--weights", "default_current_time=0"]
# An old SQLite differs often; the linked one may not at all.
OLD = ROOT / ".engines/sqlite/3.26.0/libsqlite3.so"
if OLD.exists():
    CAMPAIGN += ["--engines", f"sqlite:{OLD}"]
SHARDS = 5


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **options)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code "
                           f"{done.returncode}\n{done.stdout}")
    return done.stdout


def wait_for(what, condition, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.5)
    raise RuntimeError(f"waited {seconds} s for {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def counts(base):
    """What was found, and how often: of a bug base. No case is missing in it,
    and none was counted twice."""
    with contextlib.closing(sqlite3.connect(base)) as connection:
        cases = connection.execute(
            "SELECT sum(cases) FROM campaign").fetchone()[0]
    assert cases == RUNS, f"{base}: {cases} cases of {RUNS}"
    bugs = json.loads(run(PROGRAM, "bugs", "list", "--json", "--bugs", base))
    return {bug["id"]: bug["count"] for bug in bugs}


def with_parent():
    """Process id -> its parent's, of all processes."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(text.rsplit(")", 1)[1].split()[1])
    return parents


class Servers:
    """What was started, to be taken down again."""

    def __init__(self, work):
        self.work = work
        self.children = {}

    def environment(self, name):
        return dict(os.environ, ALTEREGO_TEST=f"{self.work}/{name}")

    def start(self, name, command):
        """In the background, without our output."""
        self.children[name] = subprocess.Popen(
            [str(c) for c in command], env=self.environment(name),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        return self.children[name]

    def started(self, name=""):
        """Those that carry our mark, and all that came from them. Some write
        over their environment, where the mark is; they are known otherwise."""
        mark = f"ALTEREGO_TEST={self.work}/{name}".encode()
        found = {c.pid for n, c in self.children.items()
                 if (not name or n == name) and c.poll() is None}
        parents = with_parent()
        for pid in parents:
            try:
                words = pathlib.Path(f"/proc/{pid}/environ").read_bytes()
                place = os.readlink(f"/proc/{pid}/cwd")
            except OSError:
                continue
            # A step of Slurm works in the folder of its node.
            in_place = place.startswith(f"{self.work}/spool.{name}")
            if in_place or any(
                    w == mark or (not name and w.startswith(mark))
                    for w in words.split(b"\0")):
                found.add(pid)
        grown = True
        while grown:
            more = {p for p, parent in parents.items() if parent in found}
            grown = not more <= found
            found |= more
        return found - {os.getpid()}

    def kill(self, name=""):
        # All at once, as a node dies: one that lived on for a moment would
        # still report how the others ended.
        pids = self.started(name)
        for how in (signal.SIGSTOP, signal.SIGKILL):
            for pid in pids:
                try:
                    os.kill(pid, how)
                except ProcessLookupError:
                    pass


def start_sshd(servers, work):
    port = free_port()
    for key in ["host", "user"]:
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / key)
    pathlib.Path("/run/sshd").mkdir(exist_ok=True)
    shutil.copy(work / "user.pub", work / "authorized")
    (work / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {work}/host\n"
        f"AuthorizedKeysFile {work}/authorized\nStrictModes no\nUsePAM no\n"
        f"PasswordAuthentication no\nPidFile {work}/sshd.pid\n"
        "MaxStartups 100\n")
    servers.start("sshd", [shutil.which("sshd"), "-D", "-f",
                           work / "sshd_config", "-E", work / "sshd.log"])
    ssh = work / "ssh"
    ssh.write_text(
        "#!/bin/sh\n"
        f"exec ssh -p {port} -i {work}/user -o BatchMode=yes -o "
        f"StrictHostKeyChecking=no -o UserKnownHostsFile={work}/known \"$@\"\n")
    ssh.chmod(0o755)
    wait_for("sshd", lambda: subprocess.run(
        [str(ssh), "127.0.0.1", "true"], stderr=subprocess.DEVNULL
    ).returncode == 0, 60)
    return ssh


def try_parallel(servers, work, whole):
    ssh = start_sshd(servers, work)
    command = [HERE / "parallel.sh", "--shards", SHARDS, "--out", work / "p",
               "--hosts", "1/127.0.0.1,1/localhost", "--ssh", ssh, "--",
               *CAMPAIGN, "--jobs", "1"]
    # The first try is killed, its workers too; the second one goes on.
    first = servers.start("parallel", command)
    wait_for("the first shards", lambda: len(
        list((work / "p").glob("shard-*/alterego.db"))) >= 2, 120)
    time.sleep(3)
    servers.kill("parallel")
    first.wait()
    # What ssh had started on the "other machine" dies with its connection.
    wait_for("the shards to be let go", lambda: not list(held(work / "p")), 300)
    print(run(*command).strip().splitlines()[-1])
    got = counts(work / "p/alterego.db")
    assert got == whole, f"parallel: {got}, in one piece: {whole}"
    assert "<title>" in (work / "p/report.html").read_text()
    print(f"parallel: {SHARDS} shards on two hosts, killed once: same "
          f"{len(whole)} bugs")


def held(out):
    """Shards that a process holds the lock of."""
    for lock in out.glob("shard-*/lock"):
        if subprocess.run(["flock", "--nonblock", str(lock), "true"],
                          check=False).returncode != 0:
            yield lock


def start_slurm(servers, work):
    host = socket.gethostname().split(".")[0]
    key, munge = work / "munge.key", work / "munge"
    munge.mkdir()
    key.write_bytes(os.urandom(1024))
    for path, mode in [(key, 0o400), (munge, 0o755)]:
        shutil.chown(path, "munge", "munge")
        path.chmod(mode)
    run("runuser", "-u", "munge", "--", "munged", f"--key-file={key}",
        f"--socket={munge}/socket", f"--pid-file={munge}/pid",
        f"--log-file={munge}/log", f"--seed-file={munge}/seed", "--force",
        env=servers.environment("munge"))
    nodes = "".join(
        f"NodeName={n} NodeHostname={host} NodeAddr=127.0.0.1 "
        f"Port={free_port()} CPUs=1 RealMemory=4000\n" for n in ["n1", "n2"])
    conf = work / "slurm.conf"
    conf.write_text(f"""ClusterName=try
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={free_port()}
AuthType=auth/munge
AuthInfo=socket={munge}/socket
CryptoType=crypto/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdTimeout=15
ReturnToService=2
SlurmdParameters=config_overrides
StateSaveLocation={work}/state
SlurmctldPidFile={work}/ctld.pid
SlurmctldLogFile={work}/ctld.log
SlurmdSpoolDir={work}/spool.%n
SlurmdPidFile={work}/slurmd.%n.pid
SlurmdLogFile={work}/slurmd.%n.log
SlurmUser=root
SlurmdUser=root
{nodes}PartitionName=fuzz Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
""")
    (work / "state").mkdir()
    os.environ["SLURM_CONF"] = str(conf)
    run("slurmctld", "-f", conf, env=servers.environment("ctld"))
    for node in ["n1", "n2"]:
        start_node(servers, conf, node)
    wait_for("both nodes", lambda: run("sinfo", "-h", "-N", "-o", "%T").split()
             == ["idle", "idle"], 90)


def start_node(servers, conf, node):
    run("slurmd", "-f", conf, "-N", node, env=servers.environment(node))


def try_slurm(servers, work, whole):
    start_slurm(servers, work)
    out = work / "s"
    print(run(HERE / "slurm/submit", "--shards", SHARDS, "--out", out, "--",
              *CAMPAIGN).strip())
    wait_for("the first shards",
             lambda: len(list(out.glob("shard-*/alterego.db"))) >= 2, 120)
    time.sleep(3)
    servers.kill("n1")  # the node and all that ran on it
    print("a node has been killed")
    wait_for("the dead node", lambda: "down" in run(
        "sinfo", "-h", "-N", "-o", "%T"), 120)
    start_node(servers, work / "slurm.conf", "n1")
    wait_for("all jobs", lambda: not run("squeue", "-h").strip(), 600)
    ended = len(list(out.glob("shard-*/ended")))
    assert ended == SHARDS, f"{ended} of {SHARDS} shards have ended"
    got = counts(out / "alterego.db")
    assert got == whole, f"Slurm: {got}, in one piece: {whole}"
    assert "<title>" in (out / "report.html").read_text()
    print(f"Slurm: {SHARDS} shards on two nodes, one killed: same "
          f"{len(whole)} bugs")


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    tries = arguments or ["parallel", "slurm"]
    needs = {"parallel": ["parallel", "sshd", "ssh"],
             "slurm": ["slurmctld", "slurmd", "sbatch", "munged"]}
    missing = [c for t in tries for c in needs[t] if not shutil.which(c)]
    if missing or os.geteuid() != 0:
        print(f"skipped: needs root, and {' '.join(missing) or 'nothing else'}")
        return 77
    work = pathlib.Path(tempfile.mkdtemp(prefix="alterego-cluster-"))
    work.chmod(0o755)
    servers = Servers(work)
    try:
        done = subprocess.run(
            [PROGRAM, "fuzz", *CAMPAIGN, "--jobs", "1", "--keep-going", "-q",
             "--bugs", work / "whole.db", "--findings", work / "whole"],
            cwd=ROOT, stdout=subprocess.DEVNULL)
        assert done.returncode <= 1, f"exit code {done.returncode}"
        whole = counts(work / "whole.db")
        assert whole or not OLD.exists(), "nothing was found"
        for name in tries:
            {"parallel": try_parallel, "slurm": try_slurm}[name](
                servers, work, whole)
        return 0
    except (AssertionError, RuntimeError) as error:
        print(f"FAILED: {error}")
        for log in [*work.glob("*.log"), *work.glob("[ps]/*/log")]:
            print(f"--- {log}\n{log.read_text(errors='replace')[-1500:]}")
        return 1
    finally:
        servers.kill()
        time.sleep(1)
        servers.kill()  # what was being started just then
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
