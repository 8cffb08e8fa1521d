//! The graphics device: found, opened, watched for loss.

use crate::screen::{Screen, ScreenError};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// An opened graphics device. Cheap to clone: clones are the same device.
#[derive(Clone, Debug)]
pub struct Gpu {
    /// Everything else comes from it.
    pub instance: wgpu::Instance,
    /// The hardware, or a program that plays its part.
    pub adapter: wgpu::Adapter,
    /// Makes textures, buffers and pipelines.
    pub device: wgpu::Device,
    /// Takes work.
    pub queue: wgpu::Queue,
    software: bool,
    health: Arc<Health>,
}

/// What is known of the device since it was opened.
#[derive(Debug, Default)]
struct Health {
    lost: OnceLock<String>,
    faults: Mutex<Vec<String>>,
}

/// How to look for a device. The environment has the last word: `WGPU_BACKEND` (for example
/// `vulkan` or `gl`) and `WGPU_POWER_PREF` (`low` or `high`).
#[derive(Debug, Default)]
pub struct GpuOptions {
    /// The display of the window system, needed for windows with OpenGL (winit's
    /// `OwnedDisplayHandle`). Not needed for pictures off screen.
    pub display: Option<Box<dyn wgpu::wgt::WgpuHasDisplayHandle>>,
    /// Which graphics interfaces may be used; all that the platform has when absent.
    pub backends: Option<wgpu::Backends>,
}

/// Why there is no device. The caller shows the message and ends (exit status 2).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GpuError {
    /// Nothing that can draw was found.
    #[error(
        "no graphics adapter was found, not even one in software ({reason}); on Debian or Ubuntu, \
         install one with: apt install mesa-vulkan-drivers libgl1-mesa-dri libegl1"
    )]
    NoAdapter {
        /// What each interface answered.
        reason: String,
    },
    /// An adapter was found and refused.
    #[error(
        "the graphics adapter \"{adapter}\" could not be opened: {reason}; updating its driver may help, or try another with WGPU_BACKEND=gl"
    )]
    Refused {
        /// Its name.
        adapter: String,
        /// What it answered.
        reason: String,
    },
    /// The window cannot be drawn in.
    #[error(transparent)]
    Screen(#[from] ScreenError),
}

impl Gpu {
    /// Opens a device for drawing off screen. Waits for it (some tens of milliseconds).
    ///
    /// # Errors
    /// When there is no adapter, or it refuses.
    pub fn open(options: GpuOptions) -> Result<Self, GpuError> {
        let instance = new_instance(options);
        Self::open_on(instance, None)
    }

    /// Opens a device that can draw in this window, and the window's [`Screen`] at this size in
    /// physical pixels. `window` is for example an `Arc<winit::window::Window>`; give its display
    /// in `options` too.
    ///
    /// # Errors
    /// When there is no adapter that can draw there, or it refuses.
    pub fn open_with_screen(
        options: GpuOptions,
        window: impl Into<wgpu::SurfaceTarget<'static>>,
        size: (u32, u32),
    ) -> Result<(Self, Screen), GpuError> {
        let instance = new_instance(options);
        let surface = match instance.create_surface(window) {
            Ok(surface) => surface,
            // Without any adapter there is nothing to make a surface with: say that instead.
            Err(error)
                if pollster::block_on(instance.enumerate_adapters(wgpu::Backends::all())).is_empty() =>
            {
                return Err(GpuError::NoAdapter { reason: error.to_string() });
            }
            Err(error) => return Err(ScreenError::from(error).into()),
        };
        let gpu = Self::open_on(instance, Some(&surface))?;
        let screen = Screen::new(&gpu, surface, size)?;
        Ok((gpu, screen))
    }

    fn open_on(instance: wgpu::Instance, surface: Option<&wgpu::Surface<'_>>) -> Result<Self, GpuError> {
        // Showing video is light work; on machines with two adapters the thrifty one does it.
        let power = wgpu::PowerPreference::from_env().unwrap_or(wgpu::PowerPreference::LowPower);
        let options = wgpu::RequestAdapterOptions {
            power_preference: power,
            compatible_surface: surface,
            ..Default::default()
        };
        let adapter = pollster::block_on(instance.request_adapter(&options))
            .map_err(|error| GpuError::NoAdapter { reason: error.to_string() })?;
        let info = adapter.get_info();
        let request = wgpu::DeviceDescriptor {
            label: Some("edamichi"),
            required_features: adapter.features() & wgpu::Features::TEXTURE_FORMAT_16BIT_NORM,
            // The least that every adapter has, but textures as large as it can.
            required_limits: wgpu::Limits::downlevel_defaults().using_resolution(adapter.limits()),
            ..Default::default()
        };
        let (device, queue) = pollster::block_on(adapter.request_device(&request))
            .map_err(|error| GpuError::Refused { adapter: info.name.clone(), reason: error.to_string() })?;
        let software = info.device_type == wgpu::DeviceType::Cpu;
        tracing::info!(
            adapter = info.name,
            backend = %info.backend,
            driver = info.driver_info,
            software,
            "graphics adapter"
        );
        let health = Arc::new(Health::default());
        watch(&device, &health);
        Ok(Self { instance, adapter, device, queue, software, health })
    }

    /// Whether drawing is done by the processor (llvmpipe, lavapipe, SwiftShader, WARP). Every
    /// pixel that a shader touches is dear then; see [`crate::PicturePath`].
    #[must_use]
    pub fn is_software(&self) -> bool {
        self.software
    }

    /// Why the device was lost, once it is: the driver was restarted, the card was unplugged.
    /// Nothing can be drawn with it any more: drop everything made from it and open another.
    #[must_use]
    pub fn lost(&self) -> Option<&str> {
        self.health.lost.get().map(String::as_str)
    }

    /// What wgpu found fault with and this program went on after: the first few, for problem
    /// reports and tests. Each is in the log too.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        self.health.faults.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Name and interface, for "about" and for problem reports.
    #[must_use]
    pub fn description(&self) -> String {
        let info = self.adapter.get_info();
        format!("{} ({}, {})", info.name, info.backend, info.driver_info)
    }

    /// The largest width or height of a texture, and so of a picture or window.
    #[must_use]
    pub fn largest_side(&self) -> u32 {
        self.device.limits().max_texture_dimension_2d
    }
}

/// Whether opening a device can give anything better than [`crate::SoftwareScreen`]. On a machine
/// without graphics hardware, even looking for it loads a compiler for shaders and takes longer
/// than everything else before the first picture.
///
/// `true` when in doubt, and when the environment names an interface (`WGPU_BACKEND`).
#[must_use]
pub fn may_have_graphics_hardware() -> bool {
    std::env::var_os("WGPU_BACKEND").is_some()
        || !cfg!(target_os = "linux")
        || has_device_of_hardware(std::path::Path::new("/dev"))
}

/// Whether there is a node through which programs reach graphics hardware on Linux: the kernel's
/// own interface for rendering, or one of those that vendors' drivers bring.
fn has_device_of_hardware(devices: &std::path::Path) -> bool {
    let any = |folder: &std::path::Path, beginnings: &[&str]| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.into_iter().any(|entry| {
            let name = entry.file_name();
            beginnings.iter().any(|beginning| name.to_string_lossy().starts_with(beginning))
        })
    };
    // NVIDIA's driver, Windows' subsystem for Linux, Arm, Qualcomm, Imagination.
    any(&devices.join("dri"), &["renderD"]) || any(devices, &["nvidia", "dxg", "mali", "kgsl", "pvr"])
}

fn new_instance(options: GpuOptions) -> wgpu::Instance {
    let descriptor = wgpu::InstanceDescriptor {
        backends: options.backends.unwrap_or_default(),
        // wgpu always validates what it is asked; the drivers' own layers only cost time here.
        flags: wgpu::InstanceFlags::empty(),
        ..wgpu::InstanceDescriptor::new_without_display_handle()
    };
    let descriptor = match options.display {
        Some(display) => descriptor.with_display_handle(display),
        None => descriptor,
    };
    wgpu::Instance::new(descriptor.with_env())
}

/// Faults go to the log instead of ending the program, and loss is remembered.
fn watch(device: &wgpu::Device, health: &Arc<Health>) {
    /// More than this many help nobody.
    const KEPT: usize = 20;
    let seen = Arc::clone(health);
    device.on_uncaptured_error(Arc::new(move |error| {
        let mut faults = seen.faults.lock().unwrap_or_else(PoisonError::into_inner);
        if faults.len() < KEPT {
            tracing::error!(%error, "graphics fault");
            faults.push(error.to_string());
        }
    }));
    let seen = Arc::clone(health);
    device.set_device_lost_callback(move |reason, message| {
        let text = if message.is_empty() { format!("{reason:?}") } else { message };
        tracing::warn!(reason = text, "the graphics device was lost");
        // Only the first reason counts; later calls of the driver add nothing.
        let _ = seen.lost.set(text);
    });
}

#[cfg(test)]
mod tests {
    use super::has_device_of_hardware;

    #[test]
    fn hardware_is_known_by_its_nodes() {
        let devices = std::env::temp_dir().join(format!("edamichi-devices-{}", std::process::id()));
        std::fs::create_dir_all(devices.join("dri")).unwrap();
        assert!(!has_device_of_hardware(&devices.join("nowhere")));
        // A card without rendering: a virtual machine's plain screen.
        for node in ["null", "dri/card0"] {
            std::fs::write(devices.join(node), "").unwrap();
        }
        assert!(!has_device_of_hardware(&devices));
        for node in ["dri/renderD128", "nvidia0", "dxg"] {
            std::fs::write(devices.join(node), "").unwrap();
            assert!(has_device_of_hardware(&devices), "{node}");
            std::fs::remove_file(devices.join(node)).unwrap();
        }
        std::fs::remove_dir_all(&devices).unwrap();
    }
}
